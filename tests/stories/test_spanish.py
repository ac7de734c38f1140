"""A whole stay in Spanish, from the first hello to the last goodbye, kept as `transcripts/spanish.txt`."""

from datetime import UTC, datetime

from tests.support.story import Story
from tests.support.transcripts import matches

MEXICO = "America/Mexico_City"
SUNDAY = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


async def test_a_week_in_spanish() -> None:
    """The start is typed, not tapped; then walks, a day off, a red flag, pain, the review, and /delete."""
    async with Story.open(SUNDAY) as story:
        story.zone = MEXICO
        ana = story.person(1, "es-MX")
        await ana.say("/start")
        await ana.tap("Acepto")
        for answer in ("57 años", "la rodilla y la espalda baja"):
            await ana.say(answer)
        for label in ("Nada de esto", "Nada de esto", "Nada de esto"):
            await ana.tap(label)
        for answer in ("un 3", "media hora", "dos veces por semana", "Ciudad de México", "a las nueve de la mañana"):
            await ana.say(answer)
        await story.until("2026-11-23 09:00", MEXICO)
        await ana.tap("▶ Empezar")
        await ana.tap("3")
        await story.wait(minutes=20)
        for label in ("Hecho · 20 min", "3", "Medio"):
            await ana.tap(label)
        await story.wait(hours=2)
        await ana.tap("2")
        await story.until("2026-11-24 09:10", MEXICO)
        await ana.say("hoy no puedo, estoy muy cansada")
        await ana.tap("Hoy no")
        await story.until("2026-11-25 09:40", MEXICO)
        await ana.say("caminé 20, dolor 3, cansado")
        await story.until("2026-11-26 09:40", MEXICO)
        await ana.say("sin dolor de pecho, 15 minutos")
        await ana.say("me duele el pecho")
        for label in ("Nada de esto", "Nada de esto", "Nada de esto"):
            await ana.tap(label)
        await ana.say("15 minutos, nada de dolor, fácil")
        await story.until("2026-11-27 09:40", MEXICO)
        await ana.say("dolor 8")
        for label in ("Nada de esto", "Nada de esto", "Nada de esto", "¿Por qué me dices esto?"):
            await ana.tap(label)
        await story.until("2026-11-28 12:00", MEXICO)
        for command in ("/today", "/help", "/settings"):
            await ana.say(command)
        await ana.tap("Días")
        await ana.tap("✓ Dom")
        await ana.tap("Listo")
        await story.until("2026-11-30 09:05", MEXICO)
        for text in ("/language", "/pause dos semanas", "/resume", "/privacy", "/delete"):
            await ana.say(text)
        await ana.tap("Sí, borrar todo")
        assert await story.rows("users") == []
        matches(ana, "spanish")
