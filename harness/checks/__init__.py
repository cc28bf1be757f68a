"""What must be true of the pages, mails and letters that a person sees."""
