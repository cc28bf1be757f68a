"""The procedure's user guide, written anew from what just passed."""
