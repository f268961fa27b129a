"""A small library made by hand, with a record in every state that pages must show. Names of places and people are invented."""

from __future__ import annotations

import datetime
from typing import Any

from generator.improvement.series import Point, Series
from generator.model.case_study import CaseStudy
from generator.model.catalog import Catalog, IdeaInPackage, Page, Relations
from generator.model.change_idea import ChangeIdea
from generator.model.library import Library, Settings
from generator.model.lookup import Hub, Method, PageHead, Place, Reference, Term, TestOfChange, Vocabulary
from generator.model.measure import Measure
from generator.model.package import ChangePackage
from generator.model.problem import Problem
from generator.model.rating import Abandoned, Finding, PracticeRating, Rating, Reason, ResearchRating

__all__ = ["HOSTILE", "sample_catalog", "sample_library"]

HOSTILE = "\"><script>alert(1)</script> & 'quotes' {{ 7*7 }} =1+1"
"""A text that would run, break an attribute or a template, or start a formula wherever it is not escaped."""


def _vocab(title: str, **words: str) -> Vocabulary:
    listed = [{"id": word.replace("_", "-").lstrip("-"), "title": name} for word, name in words.items()]
    return Vocabulary.model_validate({"title": title, "words": listed})


def _vocabularies() -> dict[str, Vocabulary]:
    scales = {
        "title": "Rating scales of other clearinghouses",
        "words": [
            {
                "id": "eef-padlocks",
                "title": "Education Endowment Foundation, padlocks",
                "url": "https://educationendowmentfoundation.org.uk/",
                "values": ["0", "1", "2", "3", "4", "5"],
            }
        ],
    }
    return {
        "costs": _vocab("Cost", none="No money", low="Low: paper, postage", moderate="Moderate: part of a salary", high="High: new positions"),
        "difficulty": _vocab("Difficulty", easy="Easy: most people can do it after a short talk", moderate="Moderate: needs practice"),
        "distances": _vocab(
            "Distance to the aim",
            direct="Direct: it changes what students experience every day",
            near="Near: one step away from what students experience",
            far="Far: several steps away; by itself it may change little",
        ),
        "relies-on": _vocab("Whom it relies on", anyone="Anyone in the role can do it", trained="People with some training can do it"),
        "grade-bands": _vocab("Grade bands", _6_8="Grades 6 to 8", _9="Grade 9", _10_12="Grades 10 to 12"),
        "roles": _vocab("Roles", teacher="Teacher", counselor="School counselor", principal="Principal"),
        "student-groups": _vocab("Student groups", all="All students", english_learners="English learners"),
        "settings": _vocab("Settings", classroom="In a classroom", whole_school="Across a school"),
        "routines": _vocab("Routines it fits into", plc="Teacher team meeting (PLC)", advisory="Advisory or homeroom"),
        "locales": _vocab("Locales", city_large="Large city", rural_remote="Rural, remote"),
        "place-types": _vocab("Types of place", unified="Unified district", school="School"),
        "sectors": _vocab("Sectors", school="School or district", health_care="Health care"),
        "burdens": _vocab("Burden of a measure", none="None: the school already holds it", low="Low: minutes a week"),
        "state-priorities": _vocab("State priorities", pupil_achievement="4 Pupil achievement"),
        "scales": Vocabulary.model_validate(scales),
    }  # fmt: skip


def _references() -> dict[str, Reference]:
    entries: list[dict[str, Any]] = [
        {
            "id": "rivera-2015",
            "type": "article-journal",
            "title": "Making up missing work in ninth grade: a randomized trial",
            "author": [{"family": "Rivera", "given": "Ana M."}, {"family": "Chen", "given": "Li"}],
            "issued": "2015",
            "container-title": "Journal of School Improvement",
            "volume": 8,
            "issue": 2,
            "page": "101-120",
            "DOI": "10.1234/jsi.2015.8",
        },
        {"id": "adams-2019-mentor", "type": "report", "title": "What mentors do", "author": [{"literal": "Adams & Partners"}], "issued": "2019-05"},
        {"id": "uncited-2001", "type": "book", "title": "A book that nobody cites", "issued": "2001"},
    ]  # fmt: skip
    return {entry["id"]: Reference.model_validate(entry) for entry in entries}


def _measures() -> dict[str, Measure]:
    def measure(title: str, level: str, **more: Any) -> Measure:
        values = {
            "title": title,
            "level": level,
            "question": f"How is {title.lower()} going?",
            "definition": "Counted at the end of every *week*.",
            "unit": "percent",
            "good": "up",
            "frequency": "every week",
            "source": "The grade book, which the school already holds.",
        }
        return Measure.model_validate(values | more)

    return {
        "sessions-held": measure("Sessions held", "implementation", unit="sessions", burden="low"),
        "work-made-up": measure("Missing work made up", "pdsa", minimum_n=11, numerator="Tasks made up.", denominator="Tasks missing."),
        "d-f-rate": measure("Ds and Fs", "interim", good="down", references=["rivera-2015"]),
        "on-track": measure("Ninth graders on track", "outcome", limits=["It says nothing about *what* was learned."]),
        "teacher-time": measure("Extra time for teachers", "balancing", unit="minutes", good="down"),
        "student-voice": measure("What students say", "experience", good=None),
    }  # fmt: skip


def _problems() -> dict[str, Problem]:
    grades: dict[str, Any] = {
        "title": "Too many ninth graders get Ds and Fs",
        "question": "How can more of our ninth graders pass their courses?",
        "summary": "Most failures in grade 9 can be seen coming by week five.",
        "why": "Students who fail in grade 9 rarely recover [@rivera-2015, p. 3].",
        "drivers": [
            {
                "id": "grading",
                "title": "Grades show learning, and students can recover",
                "note": "A zero for missing work says nothing about learning.",
                "secondary": [
                    {"id": "missing-work", "title": "Missing work is made up within days"},
                    {"id": "second-chances", "title": "Students can show late that they learned"},
                ],
            },
            {"id": "known", "title": "Every student is known by an adult"},
        ],
        "see_it_in_your_data": {
            "variation": "Count Ds and Fs by course.",
            "go_deeper": "Follow twenty students through their year.",
            "find_ideas": "Visit the class with the fewest.",
            "test": "Try one thing with one class.",
        },
        "measures": ["d-f-rate", "on-track"],
        "state_priorities": ["pupil-achievement"],
        "related": ["absence"],
        "references": ["rivera-2015"],
    }
    absence = {"title": "Students miss too many days", "question": "How can more students come every day?", "summary": "Absence adds up."}
    return {"absence": Problem.model_validate(absence), "grades": Problem.model_validate(grades)}  # fmt: skip


def _idea(title: str, summary: str, **more: Any) -> ChangeIdea:
    values: dict[str, Any] = {
        "title": title,
        "summary": summary,
        "status": "published",
        "problems": ["grades"],
        "why_it_works": "Work that is not handed in cannot be taught from.",
        "picture_of_practice": "On Tuesday, Ms. D opens her list and calls three students over.",
        "steps": [{"do": "Look at the list."}, {"do": "Talk with **one** student.", "who": "Teacher", "minutes": 5}],
        "effort": {"people": 1, "days_to_first_test": 3, "cost": "none"},
        "measures": {"implementation": ["sessions-held"], "pdsa": ["work-made-up"], "interim": ["d-f-rate"], "outcome": ["on-track"]},
        "first_test": {"question": "Do they come?", "prediction": "Two of three come.", "plan": "Ask three students on Monday."},
    }  # fmt: skip
    return ChangeIdea.model_validate(values | more)


def _ideas() -> dict[str, ChangeIdea]:
    return {
        "early-recovery": _idea(
            "Give students a set time each week to make up missing work",
            "Hold one period a week in which students finish missing work with their teacher.",
            aliases=["Work recovery", "Zero hour", "Recuperación"],
            drives=[{"problem": "grades", "driver": "missing-work"}, {"problem": "grades", "driver": "grading"}],
            concept="Build in time to recover",
            why_it_works="Zeros for missing work sink a grade fast [@rivera-2015]. A set time removes the need to ask, see [a word](term:driver).",
            core=["It happens in the school day."],
            adaptable=["Which day and who leads it."],
            roles=["teacher"],
            grade_bands=["9"],
            student_groups=["all"],
            settings=["classroom"],
            effort={
                "people": 1,
                "days_to_first_test": 3,
                "staff_hours_per_week": 1.5,
                "cost": "none",
                "difficulty_adults": "easy",
                "difficulty_students": "easy",
            },
            depth={"distance_to_aim": "near", "relies_on": "anyone", "note": "It changes the grade, and some of the learning."},
            fits_into=["plc", "advisory"],
            equity={
                "who_benefits": "Students who work after school.",
                "who_could_be_missed": "Students who are absent on the day.",
                "questions": ["Who is never on the list?"],
            },
            limits=["It does not help where the work itself is poor."],
            measures={
                "implementation": ["sessions-held"],
                "pdsa": ["work-made-up"],
                "interim": ["d-f-rate"],
                "outcome": ["on-track"],
                "balancing": ["teacher-time"],
                "experience": ["student-voice"],
            },
            first_test={
                "question": "Do students come, and do they finish something?",
                "prediction": "8 of 12 come; 6 finish at least one task.",
                "plan": "Invite twelve students for Thursday.",
                "size": "One teacher, twelve students",
                "days": 5,
                "data": "Write down who came and what was finished.",
            },
            evidence={
                "studies": [
                    {
                        "source": "rivera-2015",
                        "design": "experimental",
                        "outcome": "Courses passed",
                        "effect": "positive",
                        "significant": True,
                        "effect_size": {"value": 0.12, "metric": "standard deviations"},
                        "n_students": 1212,
                        "n_sites": 4,
                        "quality": {"rating": "not_reviewed", "note": "Few students left the study."},
                        "grade_bands": ["9"],
                        "locales": ["city-large"],
                        "states": ["CA"],
                        "note": "The sessions were longer than most schools can give.",
                        "read": "full_text",
                    },
                    {"source": "adams-2019-mentor", "design": "correlational", "outcome": "Attendance", "effect": "null", "read": "abstract"},
                ],
                "external_ratings": [
                    {"scale": "eef-padlocks", "value": "3", "url": "https://educationendowmentfoundation.org.uk/", "date": "2021"}
                ],
            },
            related=[{"idea": "mentor", "kind": "pairs_with"}],
            experts=[{"name": "A county coach", "role": "helps teams start", "url": "mailto:coach@example.org"}],
            resources=[{"title": "A sheet for students", "url": "https://example.org/sheet", "kind": "template", "basis": "practice"}],
            authors=["Editors"],
            added="2026-03-01",
            reviewed="2026-04-01",
            review_by="2026-10-01",
            license="CC-BY-4.0",
        ),
        "mentor": _idea(
            "Pair each student on the edge with an adult mentor",
            "Meet each student who has a D or F for ten minutes a week.",
            drives=[{"problem": "grades", "driver": "known"}],
            roles=["teacher", "counselor"],
            grade_bands=["9", "10-12"],
            effort={"people": 6, "days_to_first_test": 10, "cost": "low"},
            depth={"distance_to_aim": "direct"},
            added="2026-05-01",
        ),
        "new-schedule": _idea(
            "Build a help period into the schedule",
            "Move minutes so that every student has a period for help.",
            problems=["grades", "absence"],
            effort={"people": 20, "days_to_first_test": 90, "cost": "high"},
            roles=["principal"],
            bundle=["early-recovery", "mentor"],
        ),
        "hostile": _idea(HOSTILE, "Show " + HOSTILE, problems=["absence"], aliases=[HOSTILE], concept=HOSTILE, why_it_works=HOSTILE, limits=[HOSTILE], authors=[HOSTILE]),
        "ice-cream": _idea("Hold an ice cream social", "Serve ice cream to students with good attendance.", problems=["absence"], status="retired", replaced_by="mentor"),
        "half-written": _idea("Write something", "Write something that is not finished.", status="draft"),
    }  # fmt: skip


def _practice(rung: int = 0, **more: Any) -> PracticeRating:
    values: dict[str, Any] = {
        "rung": rung, "reasons": (), "missing": "A test with a prediction, a result and a decision.", "places": (), "cycles": 0,
        "adopted": 0, "adapted": 0, "abandoned": 0, "last_test": None, "given_up": (),
    }  # fmt: skip
    return PracticeRating(**(values | more))


def _ratings() -> dict[str, Rating]:
    strong_miss = Reason(1, passed=False, text="Would be Strong, but no review says that the study meets standards.")
    promising = ResearchRating(
        tier=3,
        reasons=(Reason(3, passed=True, text="One experiment found a significant positive result (1,212 students, 4 sites)."), strong_miss),
        cautions=(Finding("null", "One study found no clear difference in attendance.", "adams-2019-mentor"),),
        missing="A review of the experiment's quality.",
    )
    tested = _practice(
        2,
        reasons=(Reason(2, passed=True, text="Three linked cycles at Lone Pine Unified, with a measure over time."),),
        missing="A place that adopts it and a run chart that signals.",
        places=("big-city", "lone-pine"),
        cycles=4,
        adopted=1,
        adapted=2,
        abandoned=1,
        last_test=datetime.date(2026, 3, 20),
        given_up=(Abandoned("big-city", 1, "Students had no bus home after the session."),),
    )
    unrated = ResearchRating(None, (), (), "A cited reason why it should work.")
    rationale = ResearchRating(4, (Reason(4, passed=True, text="A cited reason and a stated way to examine its effect."),), (), "A study.")
    strong = ResearchRating(1, (Reason(1, passed=True, text="Two experiments meet every clause."),), (), None)
    return {
        "early-recovery": Rating(promising, tested),
        "mentor": Rating(strong, _practice()),
        "new-schedule": Rating(rationale, _practice()),
        "hostile": Rating(unrated, _practice()),
        "ice-cream": Rating(unrated, _practice()),
        "half-written": Rating(unrated, _practice()),
    }


def _tests() -> tuple[TestOfChange, ...]:
    rows: list[dict[str, Any]] = [
        {
            "place": "lone-pine", "idea": "early-recovery", "cycle": 1, "start": "2026-03-02", "end": "2026-03-06", "scale": "One class",
            "prediction": "8 of 12 come", "result": "9 of 12 came", "as_predicted": "yes", "decision": "adapt", "note": "Moved to Thursday.",
        },
        {"place": "big-city", "idea": "early-recovery", "cycle": 1, "decision": "abandon", "note": "Students had no bus home after the session."},
    ]  # fmt: skip
    return tuple(TestOfChange.model_validate(row) for row in rows)


def _places() -> dict[str, Place]:
    rows: list[dict[str, Any]] = [
        {"id": "lone-pine", "name": "Lone Pine Unified", "state": "CA", "type": "unified", "enrollment": 812, "locale": "rural-remote", "pct_meals": 64.5},
        {"id": "big-city", "name": "Big City Unified", "state": "CA", "type": "unified", "enrollment": 41210, "locale": "city-large"},
    ]  # fmt: skip
    return {row["id"]: Place.model_validate(row) for row in rows}


def _cases() -> dict[str, CaseStudy]:
    source = {"reference": "rivera-2015", "where": "Table 2", "note": "Rates by year."}
    bright = {
        "title": "Lone Pine cut Ds and Fs in ninth grade by a third",
        "summary": "A small district gave ninth graders a weekly period to make up work.",
        "kind": "bright_spot",
        "place": "lone-pine",
        "period": "2019 to 2024",
        "problems": ["grades"],
        "aim": "Cut Ds and Fs by half in three years.",
        "selection": {"rule": "The largest fall among districts of its size.", "chosen_by": "The editors", "compared_with": "Eleven districts of like size; their mean fell by 2 points."},
        "context": "One high school.",
        "story": {"problem": "Half of ninth graders had an F.", "what_they_did": "A weekly period.", "how": "Six teachers met every Monday.", "results": "The rate fell.", "lessons": "Start small."},
        "ideas": [{"idea": "early-recovery", "adaptation": "They used the last period on Friday."}],
        "outcomes": [
            {
                "measure": "d-f-rate", "series": "d-f-rate", "baseline": {"from": "2015", "to": "2018"}, "change": {"at": "2019", "what": "The weekly period began"},
                "definition": "Grades of D or F among all ninth-grade course grades.", "sources": [source],
                "conflicts": [{"period": "2020", "value": "31.0", "source": "adams-2019-mentor", "note": "They leave out online courses."}],
            }
        ],
        "adoption": {"getting_started": "Find one willing teacher.", "sustaining": "Put it in the schedule.", "would_do_differently": "Ask students first.", "cost": "Two hours of pay a week."},
        "traction": {"spread": "All ninth-grade teachers.", "depth": "Grading talk changed.", "zone": "C", "rated_by": "The editors"},
        "caveats": ["Enrollment fell in the same years."],
        "sources": [source],
        "contact": "The district office",
        "reviewed": "2026-04-01",
    }  # fmt: skip
    attempt = {
        "title": "A mentor program that stopped after six weeks",
        "summary": "Mentors could not find time to meet.",
        "kind": "attempt",
        "organization": {"name": "A network of clinics", "sector": "health-care", "country": "United States"},
        "period": "2021",
        "problems": ["grades"],
        "selection": {"rule": "Chosen because it failed.", "chosen_by": "The editors"},
        "story": {"problem": "Few visits.", "what_they_did": "They named mentors."},
        "ideas": [{"idea": "mentor"}],
        "sources": [{"reference": "adams-2019-mentor"}],
    }  # fmt: skip
    return {"lone-pine-grades": CaseStudy.model_validate(bright), "mentors-stopped": CaseStudy.model_validate(attempt)}


def _packages() -> dict[str, ChangePackage]:
    package = {
        "title": "Ninth graders on track",
        "summary": "Six ideas for the first ten weeks of high school.",
        "hub": "county",
        "version": "1.2",
        "status": "published",
        "problems": ["grades"],
        "aims": [{"statement": "Cut Ds and Fs in grade 9 from 30 to 20 percent by June 2027.", "population": "Ninth graders", "measure": "d-f-rate", "from": 30.0, "to": 20.0, "by": "June 2027", "example": True}],
        "big_ideas": [{"title": "See it early", "text": "Week five is early enough."}, {"title": "Time in the day"}],
        "levels": ["Aim", "Drivers", "Parts", "Change ideas"],
        "diagram": [
            {
                "title": "Grades show learning", "driver": "grading", "note": "Zeros hide what was learned.", "measures": ["d-f-rate"],
                "children": [{"title": "Missing work is made up", "driver": "missing-work", "ideas": [{"idea": "early-recovery", "role": "start_here", "status": "Tested at two schools"}]}],
            },
            {"title": "Students are known", "driver": "known", "ideas": [{"idea": "mentor", "role": "next"}, {"idea": "new-schedule"}]},
            {"title": "A driver without ideas yet", "status": "Being studied"},
        ],
        "choosing": [{"if": "Most Fs come from missing work", "then": ["early-recovery"], "because": "It is the shortest way."}, {"if": "Students feel unknown", "then": ["mentor"]}],
        "measures": ["on-track"],
        "cases": ["lone-pine-grades"],
        "experts": [{"name": "A county coach"}],
        "how_to_use": "Meet for an hour, choose **one** idea.",
        "changelog": [{"version": "1.2", "date": "2026-04-01", "what": "One idea added."}, {"version": "1.0", "what": "First."}],
        "published": "2026-04-01",
        "license": "CC-BY-4.0",
    }  # fmt: skip
    return {"on-track": ChangePackage.model_validate(package)}


def _methods() -> dict[str, Method]:
    return {
        "empathy-interview": Method.model_validate({
            "title": "Empathy interview", "summary": "Hear how students live what you want to change.", "what": "A talk of twenty minutes.", "when": "Before you choose an idea.",
            "steps": [{"do": "Ask for a story.", "minutes": 20}], "limits": ["Six talks are not a survey."], "related": ["pdsa"], "references": ["rivera-2015"],
        }),
        "pdsa": Method.model_validate({"title": "Plan, do, study, act", "kind": "methodology", "summary": "Test a change in small steps.", "what": "Four steps."}),
    }  # fmt: skip


def _terms() -> dict[str, Term]:
    return {
        "driver": Term(term="Driver", id="driver", meaning="Something that moves the aim."),
        "run-chart": Term.model_validate({"term": "Run chart", "meaning": "A line of values over time.", "aliases": ["time chart"], "see": ["driver"], "say_instead": "a line over time"}),
        "mentor": Term.model_validate({"term": "Mentor", "meaning": "An adult who listens [@adams-2019-mentor]."}),
    }  # fmt: skip


def _relations() -> Relations:
    tests = _tests()
    in_package = (
        IdeaInPackage("early-recovery", "start_here", ("Missing work is made up",)),
        IdeaInPackage("mentor", "next", ("Students are known",)),
        IdeaInPackage("new-schedule", "optional", ("Students are known",)),
    )
    return Relations(
        ideas_of_problem={"grades": ("early-recovery", "mentor", "new-schedule"), "absence": ("hostile", "new-schedule")},
        ideas_of_driver={("grades", "missing-work"): ("early-recovery",), ("grades", "grading"): ("early-recovery",), ("grades", "known"): ("mentor",)},
        ideas_of_measure={"d-f-rate": ("early-recovery", "mentor", "new-schedule"), "on-track": ("early-recovery",)},
        cases_of_problem={"grades": ("lone-pine-grades", "mentors-stopped")},
        cases_of_idea={"early-recovery": ("lone-pine-grades",), "mentor": ("mentors-stopped",)},
        cases_of_measure={"d-f-rate": ("lone-pine-grades",)},
        packages_of_problem={"grades": ("on-track",)},
        packages_of_idea={"early-recovery": ("on-track",), "mentor": ("on-track",), "new-schedule": ("on-track",)},
        packages_of_hub={"county": ("on-track",)},
        tests_of_idea={"early-recovery": tests},
        related_ideas={"early-recovery": (("pairs_with", "mentor"), ("after", "new-schedule")), "mentor": (("pairs_with", "early-recovery"),)},
        ideas_of_package={"on-track": in_package},
        cited_by={
            "rivera-2015": (("case", "lone-pine-grades"), ("idea", "early-recovery"), ("problem", "grades")),
            "adams-2019-mentor": (("case", "mentors-stopped"), ("idea", "early-recovery"), ("term", "mentor")),
        },
    )  # fmt: skip


def _series() -> dict[str, Series]:
    values = (31.0, 30.5, 32.0, 31.5, 29.0, 27.0, 25.5, 24.0, None, 21.0)
    points = tuple(
        Point(str(2015 + index), value, denominator=None if value is None else 180.0, gap_reason="not reported" if value is None else None, decimals=1, row=index)
        for index, value in enumerate(values)
    )  # fmt: skip
    return {"casestudies/lone-pine-grades/d-f-rate.csv": Series(points)}


def sample_catalog() -> Catalog:
    """All records of the sample, with their relations."""
    ideas, cases = _ideas(), _cases()
    files = {("idea", idea_id): f"changeideas/{idea_id}.yml" for idea_id in ideas}
    files |= {("case", case_id): f"casestudies/{case_id}/case.yml" for case_id in cases}
    about = Page("about/", PageHead(title="About this site", description="Who made it."), "Written by hand.\n\n## Why\n\nBecause [it helps](idea:mentor).", "content/pages/about.md")
    return Catalog(
        ideas=ideas,
        cases=cases,
        problems=_problems(),
        packages=_packages(),
        hubs={"county": Hub.model_validate({"name": "County Office", "kind": "County office", "summary": "It serves twelve districts.", "url": "https://example.org/"})},
        measures=_measures(),
        methods=_methods(),
        places=_places(),
        terms=_terms(),
        references=_references(),
        vocab=_vocabularies(),
        tests=_tests(),
        pages=(about,),
        series=_series(),
        files=files,
        relations=_relations(),
    )  # fmt: skip


def sample_library(**settings: Any) -> Library:
    """The sample as the render stage gets it; `settings` replace those of a published site built on 21 November 2026."""
    given = {
        "site_name": "Change ideas",
        "site_description": "Changes worth testing, and how far the evidence carries.",
        "site_url": "https://change.example.org/",
        "repo_url": "https://git.example.org/change",
        "edit_uri": "https://git.example.org/change/edit/main/",
        "build_date": datetime.date(2026, 11, 21),
    }
    return Library(sample_catalog(), _ratings(), Settings(**(given | settings)))
