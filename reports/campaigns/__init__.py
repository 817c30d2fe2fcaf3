"""What a board sees and does in a campaign: daily reports, figures, the end of it."""
