"""What the staff sees of the plans: my duties, the board of a plan, and what a plan itself lacks.

`duties` and `counting` gather, `checking` compares a plan with itself, `starting` begins an article that is already
tied to what it serves; `views` and `urls` are the screens. Nothing of this is shown outside.
"""
