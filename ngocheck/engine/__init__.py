"""The engine: answers and a date in, findings out. Standard library only, no clock, no database.

Words, each for one thing:

Rulebook       everything an edition says: questions, guides, requirements, parameters, calendar.
Edition        a published rulebook, frozen as JSON; `edition.read_edition` turns it into a Rulebook.
Question       what is asked. A *fact* is the answer as a value; an unanswered question has no fact,
               and that is never the same as "no".
Condition      one comparison of one fact. A *group* is a conjunction of conditions, a *condition set*
               a disjunction of groups, read in three values: true, false, unknown.
Requirement    one thing the law asks, with versions in time; a *rule* is the version in force on a day.
Parameter      an amount or number with dated values (the MRP, the number of regions).
Deadline       the rule for a date; a *due date* is the date it gives here and now, with its working.
Finding        what is concluded about one requirement: applicability, whether it is met, what is still
               missing, why, until when, at what cost.

The flow: `facts.read_facts` -> `findings.assess` -> `checklist.arrange`.
"""
