# The member's Home tab: their way along the track, and the month at a glance.

# The track, day by day. Days are numbers, or runs of them such as 3–5.
days-run = { $first } to { $last }
way-day = { $day } “{ $title }”
way-title = *Your way*
way-did = ● Did it: { $days }
way-answered = ○ Answered: { $days }
way-waiting = ◌ Waiting for you: { $days }
way-parked = ‖ Parked, for when it suits: { $days }. Each card still takes an answer.
way-to-come = · To come: { $days }

# Skills: used when, and worth coming back to.
skills-title = *Skills you keep*
skills-used =
    { $count ->
        [one] • { $skill }: last used { $date }
       *[other] • { $skill }: used { $count } times, last { $date }
    }
skills-back = One to come back to, from memory: { $skill }. { $question }
skills-look-back = The track looks back on day { $day }.

# The month: what the picture shows, for whoever does not see it.
month-alt =
    { $month }. { $did ->
        [0] Nothing marked as done yet.
        [one] One day with something done.
       *[other] { $did } days with something done.
    } All of it is said below.
month-did = ● full: did it, { $days }
month-answered = ○ ring: answered, { $days }
month-open = ◌ broken ring: came, and waits, { $days }
month-off = / struck out: leave or holiday, { $days }
month-today = ▢ framed: today, { $day }

# Plans that are still to come.
home-plans = Your plans
home-plans-all = To answer, move or drop one: `/nudge plan`

# Who can read what, as it stands.
reads-now =
    { $readable ->
        [0] Of your answers so far, { $coach } can read none.
        [one] Of your answers so far, { $coach } can read one.
       *[other] Of your answers so far, { $coach } can read { $readable }.
    } { $kept ->
        [0] { "" }
        [one] One is yours alone.
       *[other] { $kept } are yours alone.
    }
