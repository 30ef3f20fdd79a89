# What a coach gets on Mondays.

digest-title = *Your week with the people you coach*
digest-moved =
    { $count ->
        [0] In the last seven days nobody has said that they did something.
        [one] *Moved:* one of your { $members } people did something in the last seven days.
       *[other] *Moved:* { $count } of your { $members } people did something in the last seven days.
    }
digest-waiting =
    { $count ->
        [0] *Nobody is waiting for you.*
        [one] *One person needs you:*
       *[other] *{ $count } people need you:*
    }
digest-due = *You have promised:*
digest-promise = • { $who }: by { $date }
digest-well = *Went well:* { $who } did “{ $nudge }”. A word from you is worth a lot.
digest-note = On Mondays, and nobody's own words are in it. Another time: `/coach digest 08:30`. In between, Baton writes at once only when somebody asks for you.
digest-queue = Open the queue
digest-switch-off = No more Mondays
digest-switch-on = Every Monday, please
digest-on = Good. The digest comes on Mondays at { $at } ({ $zone }).
digest-off = Good. No digest comes any more. `/coach digest` shows it whenever you want, `/coach digest on` brings Mondays back.
# The form of /coach settings. Its title has room for 24 characters.
coach-settings = Your settings
coach-settings-digest = Your week, on Mondays
coach-settings-on = Send me the digest: who moved, who needs me, what I have promised
coach-settings-at = At
coach-settings-zone = Your time, { $zone }. Slack tells Baton where you are.
coach-settings-note = Whatever is set here, Baton writes at once when somebody asks for you, and on the morning of what you have promised.

error-digest-unclear = Baton could not read “{ $text }” as a time. Write `/coach digest 08:30`, `/coach digest off` or `/coach digest on`.
