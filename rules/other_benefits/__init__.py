"""Benefits other than Universal Credit, as far as an award needs them."""
