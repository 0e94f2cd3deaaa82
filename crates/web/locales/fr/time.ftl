# Jours, mois, distances. Les nombres et les heures sont écrits par `site/format.rs`.
weekday-monday = lundi
weekday-tuesday = mardi
weekday-wednesday = mercredi
weekday-thursday = jeudi
weekday-friday = vendredi
weekday-saturday = samedi
weekday-sunday = dimanche
month-january = janvier
month-february = février
month-march = mars
month-april = avril
month-may = mai
month-june = juin
month-july = juillet
month-august = août
month-september = septembre
month-october = octobre
month-november = novembre
month-december = décembre
time-noon = midi
time-midnight = minuit
distance-away = à { $length }
distance-walk = à { $length }, environ { $minutes } min à pied
# $of_town : « de Bourges », « d'Arles », « du Havre ».
distance-town = à { $length } du centre { $of_town }
