"""Small texts of our own: invented States and persons, in the forms that real releases have."""

RELEASE = """Skip to main content

Press releases Special Procedures

Norvania: UN experts ask for the release of dockworkers’ delegates

12 March 2024

GENEVA – A group of UN independent experts* today asked Norvania to let the delegates of the dockworkers go home.

“Nobody should lose a year of life for having taken the minutes of a meeting,” the experts said.

They recalled that the Freedom of Association and Protection of the Right to Organise Convention, 1948 (No. 87) \
and the Right to Organise and Collective Bargaining Convention, 1949 (No. 98) bind Norvania, and that a complaint \
under article 26 of the ILO Constitution is pending.

*The experts: Ada Quillmere, Special Rapporteur on the rights to freedom of peaceful assembly and of association; \
Bruno Feldrake, Special Rapporteur on the situation of human rights defenders.
"""

LETTER = """Open letter on night work in the port of Eldra

3 May 2022

We, the dockworkers of Eldra, write for the third time about night work. ILO Convention No. 171 has been before \
Parliament since 2019, and Convention No. 87 longer still.

Signed for the Union of Dockworkers of Eldra
"""
