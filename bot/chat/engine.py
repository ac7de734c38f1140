"""One update, or one nudge that is due: load, ask the flow, save, and leave the rendered replies in the outbox.

All of it in one transaction: a kill at any point leaves the effect applied exactly once, and its replies, still
in the outbox, are sent after the restart.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias

from bot import logs, metrics
from bot.chat.asides import Asides, origin
from bot.chat.callbacks import decode
from bot.chat.incoming.limiter import Limiter
from bot.chat.incoming.updates import PRIVATE, Update
from bot.chat.outgoing.calls import Call, Origin, calls
from bot.clock import Clock
from bot.content.library import Library
from bot.domain.coaching.nudges import retry_at
from bot.facts import people, scheduling
from bot.facts.context import Context, Walker
from bot.flows import listening, routes
from bot.flows.start import restore
from bot.messages import Replies, Say
from bot.rendering import Renderer
from bot.store.database import Database, Transaction
from bot.store.delivery import inbox, nudges, outbox
from bot.store.delivery.nudges import Nudge
from bot.store.errors import StoreError
from bot.store.person import users
from bot.store.person.users import User

log = logging.getLogger(__name__)

Respond: TypeAlias = Callable[[Transaction, Update, datetime], list[Call]]
Flow: TypeAlias = Callable[[Context, Update], Replies]

A_WHILE = timedelta(minutes=10)
BATCH = 64  # nudges that take their turns in the store one after another; an update waits for its own behind them
MOST_WAITING = 512  # parcels in the outbox before no more nudges are said: what is said late enough is still true


KINDS = sorted(routes.NUDGES.items(), key=lambda item: item[1].lane)  # what is urgent comes first


@dataclass(frozen=True, slots=True)
class Engine:
    """Knows the store, the words and the time; knows nothing of the network."""

    database: Database
    clock: Clock
    library: Library
    renderer: Renderer
    operators: tuple[int, ...] = ()
    answered: Callable[[], bool] = lambda: True
    """Tells whether Telegram answered the last call."""
    limiter: Limiter | None = None
    """None: whatever people send is answered."""
    replied: Callable[[], None] = lambda: None
    """Called when replies were left in the outbox and are stored."""

    @property
    def asides(self) -> Asides:
        """What is said past all flows."""
        return Asides(self.renderer)

    async def apply(self, update: Update) -> None:
        """Apply one update, and mark it applied. A flow that fails is undone and answered with an apology.

        StoreError: nothing happened, and the update still waits.
        """
        with logs.cause("update", update.update_id):
            try:
                await self._apply(update, self._judged)
            except StoreError:
                raise
            except Exception as error:
                log.error("An update failed: %s", logs.place(error))
                await self._apply(update, lambda _: self._apologise)

    def _judged(self, update: Update) -> Respond:
        """Return how to answer: as always, or, where somebody sends too much, hardly."""
        sender = update.sender
        if self.limiter is None or sender is None or update.my_chat_member:
            return self._respond
        verdict = self.limiter.judge(sender.id, self.clock.now())
        if verdict == "answer":
            return self._respond
        metrics.LIMITED.inc()
        return partial(self._hold_back, tell=verdict == "tell")

    async def _apply(self, update: Update, judged: Callable[[Update], Respond]) -> None:
        """Apply an update as it is judged, once its turn has come: it counts towards a flood when it is answered."""
        now = self.clock.now()
        async with self.database.transaction() as tx:
            inbox.take_turn(tx, update.update_id, update.chat.id if update.chat else None)
            if not inbox.applied(tx, update.update_id, now):
                return
            made = judged(update)(tx, update, now)
            if update.chat:
                outbox.leave(tx, update.chat.id, outbox.REPLIES, made, now)
        self.replied()

    async def tick(self) -> int:
        """Say what is due, as far as the outbox has room for it; return how many nudges were settled.

        While Telegram does not answer nothing is decided: once it answers again, a nudge is on time, or says that it is
        late, or is left out.

        A batch is one transaction, so that the people in it are read together. Each is in it once: what one nudge says
        may cancel or move the same person's next. One nudge whose flow fails is undone and put off, alone. A store that
        refuses (StoreError) undoes the batch and ends the tick.
        """
        settled = 0
        while self.answered():
            done = await self._batch()
            settled += sum(outcome in ("sent", "skipped") for outcome in done)
            if not done:
                break
            self.replied()
        return settled

    async def _batch(self) -> list[str]:
        """Say the next nudges that are due; return, for each, what became of it: sent, skipped, cancelled or failed.

        A flow hardly ever fails, and a savepoint for each takes a fifth of the time: only where one failed, and all was
        undone, they are said again with a savepoint each.
        """
        now = self.clock.now()
        try:
            done = await self._say_all(now, self._say)
        except StoreError:
            raise
        except Exception:
            done = await self._say_all(now, self._try)
        for nudge, outcome in done:
            metrics.nudge(nudge.kind, outcome, (now - nudge.due_at).total_seconds())
        return [outcome for _, outcome in done]

    async def _say_all(
        self, now: datetime, say: Callable[[Transaction, Nudge, datetime], str]
    ) -> list[tuple[Nudge, str]]:
        """Say the next nudges that are due, in one transaction; return each with what became of it."""
        done = []
        async with self.database.transaction() as tx:
            claimed = nudges.claim(tx, self._due(tx, now), now)
            tx.together(nudge.user_id for nudge in claimed)
            for nudge in claimed:
                with logs.cause("nudge", nudge.nudge_id), tx.turn(nudge.user_id):
                    done.append((nudge, say(tx, nudge, now)))
                await asyncio.sleep(0)  # what goes out meanwhile need not wait for the whole batch
        return done

    def _due(self, tx: Transaction, now: datetime) -> list[int]:
        """Return the next nudges to say: one a person, urgent kinds first, each with room left by what is as urgent."""
        waiting = outbox.waiting(tx)
        room = {}
        for kind, its in KINDS:
            ahead = sum(count for lane, count in waiting.items() if lane <= its.lane)
            room[kind] = min(BATCH, MOST_WAITING - ahead)
        found: dict[int, int] = {}
        for nudge in nudges.due(tx, room, now):
            if len(found) < room[nudge.kind]:
                found.setdefault(nudge.user_id, nudge.nudge_id)
        held = tx.hold(found)
        return [nudge_id for user_id, nudge_id in found.items() if user_id in held]

    def _try(self, tx: Transaction, nudge: Nudge, now: datetime) -> str:
        """Say one nudge, or put it off where its flow fails; return what became of it."""
        try:
            with tx.undone_alone():
                return self._say(tx, nudge, now)
        except StoreError:
            raise
        except Exception as error:
            log.error("A %s nudge failed: %s", nudge.kind, logs.place(error))
            nudges.put_off(tx, nudge.nudge_id, retry_at(now, nudge.tries + 1, self.library.rules.nudges))
            return "failed"

    def _say(self, tx: Transaction, nudge: Nudge, now: datetime) -> str:
        """Say one nudge, and return what became of it."""
        user = users.find(tx, nudge.user_id)
        assert user is not None
        if user.status == users.BLOCKED:
            nudges.unsaid(tx, nudge.nudge_id, "cancelled")
            return "cancelled"
        language = self.library.spoken(user.language)
        context = people.meet(tx, nudge.user_id, now, self.library, language, self.operators)
        kind = routes.NUDGES[nudge.kind]
        replies = kind.flow(context, nudge)
        outcome = "sent" if replies else "skipped"
        if not replies:
            nudges.unsaid(tx, nudge.nudge_id, outcome)
        made = calls(self.renderer, Origin(nudge.user_id, language), replies)
        # One that is said at its very last minute still has a while to be sent.
        stale_at = max(kind.until(context, nudge), now + A_WHILE) if kind.until else None
        outbox.leave(tx, nudge.user_id, kind.lane, made, now, stale_at)
        return outcome

    def _urgent(self, context: Context, update: Update) -> Replies:
        """Return the answer to danger; none to anything else."""
        typed = update.written.words if update.written else ""
        return listening.in_a_flood(context, typed) or []

    def _respond(self, tx: Transaction, update: Update, now: datetime, flow: Flow | None = None) -> list[Call]:
        chat, sender = update.chat, update.sender
        if chat is None:
            return []
        if chat.type != PRIVATE:
            return self.asides.group(update)
        # A private chat has the id of its user: nobody else is heard there, and no other bot.
        if sender is None or sender.id != chat.id or chat.id <= 0 or sender.is_bot:
            return []
        user = users.find(tx, sender.id)
        language = self.library.spoken(user.language) if user else self.asides.language(update)
        context = people.meet(tx, sender.id, now, self.library, language, self.operators)
        if update.my_chat_member:
            return self._met(context, update.my_chat_member.new_chat_member.inside)
        self._seen(context, user)
        return calls(self.renderer, origin(update, chat.id, language), (flow or self._flow)(context, update))

    def _flow(self, context: Context, update: Update) -> Replies:
        if update.callback_query:
            tap = decode(update.callback_query.data or "")
            if tap == restore.TAP:
                return restore.taken(context, update.fetched)
            return listening.tapped(context, tap)
        if update.edited_message:
            return listening.edited(context, update.edited_message.words)
        message = update.message
        if message is None:
            return []
        if message.location:
            return listening.location(context, message.location.latitude, message.location.longitude)
        if message.document and not message.animation and restore.is_export(message.document.file_name):
            document = message.document
            return listening.document(context, document.file_id, document.file_size, message.caption or "")
        if message.text is None:
            return listening.media(context, message.medium, message.caption or "")
        return listening.text(context, message.text.strip())

    def _met(self, context: Context, member: bool) -> list[Call]:
        """Someone blocked the bot, or took it back: leave them in peace, or go on where they were."""
        if member:
            self._seen(context, users.find(context.tx, context.user_id))
        else:
            users.block(context.tx, context.user_id)
        return []

    def _seen(self, context: Context, user: User | None) -> None:
        """Remember that somebody is here; who had blocked the bot gets nudges again."""
        users.seen(context.tx, context.user_id, context.now)
        if user and user.status == users.BLOCKED and isinstance(context, Walker):
            scheduling.plan_daily(context)

    def _hold_back(self, tx: Transaction, update: Update, now: datetime, tell: bool) -> list[Call]:
        """Answer what may be an emergency, stop a button's spinner, and say once that it was too much.

        A message is read once.
        """
        private = update.chat is not None and update.chat.type == PRIVATE
        made = self._respond(tx, update, now, self._urgent) if private else []
        return made or self.asides.say(update, [Say("chat/slow")] if tell else [], self._stored_language(tx, update))

    def _apologise(self, tx: Transaction, update: Update, _now: datetime) -> list[Call]:
        return self.asides.say(update, [Say("chat/sorry")], self._stored_language(tx, update))

    def _stored_language(self, tx: Transaction, update: Update) -> str | None:
        user = users.find(tx, update.sender.id) if update.sender else None
        return self.library.spoken(user.language) if user else None
