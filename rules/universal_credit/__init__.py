"""Universal Credit, a module for each step, in the order of the Universal Credit Regulations 2013."""
