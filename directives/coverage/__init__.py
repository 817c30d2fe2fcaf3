"""How far a directive got, through whose omission not further, and reminding by hand."""
