"""What is known offline of the ILO and the UN."""
