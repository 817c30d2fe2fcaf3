"""What leaves the portal about deadlines: a spreadsheet, a calendar."""
