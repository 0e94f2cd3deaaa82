# Home page.
home-title = Home
home-welcome = Need a hand with digital life?
home-intro = Near you, people welcome you and help you. It is often free.
home-intro-territory = In { $territory }, people welcome you and help you. It is often free.
home-doors = I would like to…
home-door-procedure = Deal with paperwork
home-door-procedure-text = Taxes, benefits, pension, car papers: someone does it with you.
home-door-learn = Learn
home-door-learn-text = Computer, phone, e-mail, at your own pace.
home-door-equipment = Get internet or a computer
home-door-equipment-text = A free computer, wifi, affordable equipment.
home-door-work = Look for a job
home-door-work-text = CV, online applications, your France Travail account.
home-door-safety = Avoid scams
home-door-safety-text = Protect your accounts, your purchases, your privacy.
home-door-near = Choose my town
home-door-near-text = The list of places, town by town.
home-talk-text = Someone listens to you and tells you where to go.
home-open-now = Open right now
home-open-more = See all open places
home-open-none = No place says that it is open right now
home-open-tomorrow = { $count ->
    [one] See the place open tomorrow
   *[other] See the { $count } places open tomorrow
}
home-empty = This directory is still empty
home-empty-text = If you are setting it up: put your places in with the command below, then load this page again. If you are looking for help: come back soon.
