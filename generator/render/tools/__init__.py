"""What the pages of tools are drawn from: data for their scripts, and sheets for paper."""
