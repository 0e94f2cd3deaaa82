# Days, months, distances. Numbers and hours are written by `site/format.rs`.
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
time-noon = noon
time-midnight = midnight
distance-away = { $length } away
distance-walk = { $length } away, about { $minutes } min on foot
# $of_town is the name alone in English.
distance-town = { $length } from the centre of { $of_town }
