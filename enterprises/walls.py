"""What of the rows about people and organisations stands outside the wall (decision 115)."""

from antt_portal.core.walling.declared import ADD, ALL, CHANGE, READ, behind, between, is_board, without_board
from enterprises.models import Board, BoardTransfer, LadderStep, PlanningMark, User

is_board(Board)
behind(LadderStep, "ladder")
between(BoardTransfer, "to")
without_board(PlanningMark, boards={READ}, portal=ALL, because="how far plan-reminders came")
without_board(User, boards={READ, ADD, CHANGE}, portal={READ, ADD, CHANGE}, because="one account, any number of boards")
