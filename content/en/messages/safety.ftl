# What a member alone is shown when their words hold a phrase of content/en/safety.
# Whom to call comes first. Calm and short: repeat nothing they said, promise nothing, guess at no feeling.
# Without BATON_HELP_TEXT, the words that end in "plain" are shown.

safety-danger =
    Please talk to somebody now. { $help }
    If you or anyone else is in danger, call the emergency number where you are. I'm only a program, and nobody reads this as it comes in.
    Your coach can't read what you wrote, and I've told nobody. I won't send anything else today.
safety-danger-plain =
    Please talk to somebody now. If you or anyone else is in danger, call the emergency number where you are; otherwise a doctor, a helpline in your country, or someone you trust. I'm only a program, and nobody reads this as it comes in.
    Your coach can't read what you wrote, and I've told nobody. I won't send anything else today.
safety-danger-others =
    If they may be in danger now, call the emergency number where they are, and don't leave them alone. { $help }
    You can also call for advice on what to do. I'm only a program, and nobody reads this as it comes in.
    Your coach can't read what you wrote, and I've told nobody.
safety-danger-others-plain =
    If they may be in danger now, call the emergency number where they are, and don't leave them alone. A helpline or a doctor can also tell you what to do. I'm only a program, and nobody reads this as it comes in.
    Your coach can't read what you wrote, and I've told nobody.
safety-harm =
    If you're in danger now, call the emergency number where you are. { $help }
    I can't look into it; a person has to. Most organisations have somebody to go to, such as HR or someone outside your line.
    Your coach can't read what you wrote, and I've told nobody.
safety-harm-plain =
    If you're in danger now, call the emergency number where you are. I can't look into it; a person has to. Most organisations have somebody to go to, such as HR or someone outside your line, and there are helplines for this as well.
    Your coach can't read what you wrote, and I've told nobody.
safety-harm-others =
    If anyone is in danger now, call the emergency number where they are. { $help }
    I can't look into it; a person has to. If you lead people, you may have to report what you see or hear, so ask HR or whoever is responsible for safety.
    Your coach can't read what you wrote, and I've told nobody.
safety-harm-others-plain =
    If anyone is in danger now, call the emergency number where they are. I can't look into it; a person has to. If you lead people, you may have to report what you see or hear, so ask HR or whoever is responsible for safety.
    Your coach can't read what you wrote, and I've told nobody.
safety-strain =
    It's worth talking to a person about this. { $help }
    I'm only a program, and nobody reads this as it comes in. Your coach can't read what you wrote, and I've told nobody.
    For a break from nudges: `/nudge pause 1w`.
safety-strain-plain =
    It's worth talking to a person about this: someone you trust, a doctor, or a helpline in your country. I'm only a program, and nobody reads this as it comes in. Your coach can't read what you wrote, and I've told nobody.
    For a break from nudges: `/nudge pause 1w`.
safety-not-meant = Not what I meant
safety-cleared = Thanks for telling me, and sorry for the interruption: I can't tell how words are meant. If it was an answer, it's back on its card, for you alone, and you can share it there. Your next nudge comes tomorrow at the latest.
