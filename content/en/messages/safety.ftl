# What a member alone is shown when their words hold a phrase of content/en/safety.
# Calm and short: no word of theirs is repeated, nothing is promised, nobody else is told.
# Without BATON_HELP_TEXT, the words that end in "plain" are shown.

safety-danger =
    Thank you for writing that down. This is only a program, and nobody sees it as it happens, so please reach a person now. If you or somebody else is in danger, call the emergency number where you are.
    { $help }
    Your words stay with you: your coach cannot read them, and Baton tells nobody. Nudges are off for today.
safety-danger-plain =
    Thank you for writing that down. This is only a program, and nobody sees it as it happens, so please reach a person now. If you or somebody else is in danger, call the emergency number where you are. At any other time a doctor, a help line in your country, or somebody you trust is there to talk.
    Your words stay with you: your coach cannot read them, and Baton tells nobody. Nudges are off for today.
safety-strain =
    That sounds like a lot to carry. This is only a program, and nobody sees it as it happens; talking with a person often helps.
    { $help }
    Your words stay with you: your coach cannot read them, and Baton tells nobody. If you would like a break, `/nudge pause 1w` gives you one.
safety-strain-plain =
    That sounds like a lot to carry. This is only a program, and nobody sees it as it happens; talking with a person often helps: somebody you trust, a doctor, or a help line in your country.
    Your words stay with you: your coach cannot read them, and Baton tells nobody. If you would like a break, `/nudge pause 1w` gives you one.
safety-harm =
    Thank you for noticing. Baton cannot look into this, and tells nobody; a person has to. If somebody is in danger now, call the emergency number where you are. Whoever leads people may have to report what they see: your organisation has a way for that.
    { $help }
    Your words stay with you: your coach cannot read them.
safety-harm-plain =
    Thank you for noticing. Baton cannot look into this, and tells nobody; a person has to. If somebody is in danger now, call the emergency number where you are. Whoever leads people may have to report what they see: your organisation has a way for that, such as HR or whoever is responsible for safety.
    Your words stay with you: your coach cannot read them.
safety-not-meant = Not what I meant
safety-cleared = Thank you for saying so, and sorry for the interruption: a program cannot tell how words are meant. What you wrote stays with you; its card can share it with your coach. Nudges go on, tomorrow at the latest.
