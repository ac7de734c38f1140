"""The newest instant that was seen, and everybody's plans where the time turns out to be an earlier one."""

from datetime import datetime, timedelta

from bot.content.library import Library
from bot.facts import people, scheduling
from bot.facts.context import Walker
from bot.store import installation
from bot.store.database import Database
from bot.store.delivery import nudges
from bot.store.person import users

EVERY = timedelta(minutes=1)
SET_BACK = timedelta(hours=1)


async def keep(database: Database, library: Library, now: datetime) -> None:
    """Remember `now`, once a minute. An hour or more earlier than it was already: plan every daily nudge anew.

    Those were planned by a clock that was ahead: nobody would hear of the bot until then.
    """
    async with database.transaction() as tx:
        newest = installation.newest_instant(tx)
        if newest is not None and newest - now <= SET_BACK and now - newest < EVERY:
            return
        planned = nudges.planned_after(tx, "daily", now) if newest is not None and newest - now > SET_BACK else []
    for user_id in planned:
        async with database.transaction() as tx:
            user = users.find(tx, user_id)
            if user:
                nudges.unskip(tx, user_id, "daily", now)
                language = library.spoken(user.language)
                walker = people.meet(tx, user_id, now, library, language)
                if isinstance(walker, Walker):
                    scheduling.plan_daily(walker)
    async with database.transaction() as tx:
        installation.set_newest_instant(tx, now)
