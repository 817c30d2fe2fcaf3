"""The boards' letters, at every step of their way.

Second part of the demonstration, after the transaction of the first: a paper is set and signed in the steps between
transactions, as in life. Each letter goes on from where it is, so that a loading cut short is finished by the next.
"""
