# The top of /coach help: by what a coach wants to do. The examples name one of their own people.

help-jobs = *What do you want to do?*
    • See who needs me today: `/coach queue`
    • Prepare for a talk: `/coach show { $member }`
    • Begin with somebody: `/coach assign { $member } { $track }`
    • Promise something, and be held to it: `/coach promise { $member } friday send the checklist`
    • See what it has brought: `/coach report`
    • Hear of it on Mondays, or not: `/coach settings`

    { "*" }Every command*

error-which-person = Several of your people are called { $word }: { $people }. Type @ and pick the one you mean from the list that opens.
