package dev.pullcord.bench;

import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Receipts;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.simulation.Happening;
import dev.pullcord.simulation.World;
import dev.pullcord.wire.EventCodec;
import dev.pullcord.wire.WorldCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * Many towns of the invented worlds, an evening a day each, written to a log as they would come in: flags, panics, corrections,
 * meetings, payments, contacts, devices, and the copies that the fold makes for the second account. Left out is what needs a roster
 * (the calls of two that the fold tells accounts of).
 */
final class Towns {
    private static final Instant START = Instant.parse("2026-06-01T16:00:00Z");
    private static final int IN_FLIGHT = 8_000;
    private static final String SOURCE = "/invented/town-";
    private static final List<String> WORLDS = List.of(
            "ordinary-week",
            "brigade-storm",
            "den",
            "sextortion-wave",
            "intruder-night",
            "quiet-town",
            "quiet-harm",
            "trusted-liars",
            "panic-flood");
    private static final Set<Observation.Kind> OF_TWO = EnumSet.of(
            Observation.Kind.PAYMENT,
            Observation.Kind.CONTACT_REQUESTED,
            Observation.Kind.CONTACTS_VIEWED,
            Observation.Kind.BLOCKED,
            Observation.Kind.LINK_SHARED);

    private final EventLog log;
    private final Platform platform;
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private long written;

    Towns(EventLog log, Platform platform) {
        this.log = log;
        this.platform = platform;
    }

    /**
     * Writes so many events.
     *
     * @param towns each with people of its own, some hundreds
     * @return how many there are, copies among them
     */
    long write(int towns, long events) throws IOException {
        List<World> worlds = new ArrayList<>();
        for (int i = 0; i < towns; i++) {
            worlds.add(new World(WorldCodec.readOwn(WORLDS.get(i % WORLDS.size())), "t" + i + "-"));
        }
        for (int evening = 0; written < events; evening++) {
            for (int i = 0; i < towns && written < events; i++) {
                Instant start = START.plus(Duration.ofDays(evening));
                for (Happening happening : worlds.get(i).evening(evening, start).happenings()) {
                    write(happening, SOURCE + i);
                    if (written >= events) {
                        break;
                    }
                }
            }
        }
        room.acquireUninterruptibly(IN_FLIGHT);
        if (failed.isDone()) {
            failed.join();
        }
        return written;
    }

    private void write(Happening happening, String source) {
        if (failed.isDone()) {
            failed.join();
        }
        Event event = EventCodec.event(happening.id(), source, happening.at(), happening.body());
        if (event.body() instanceof Correction correction) {
            correct(event, correction);
            return;
        }
        Subject subject = subject(event);
        Partition home = subject.partition(platform);
        await(log.accept(platform, event, subject, Optional.empty(), happening.at()));
        if (event.body() instanceof Observation seen && OF_TWO.contains(seen.kind())) {
            seen.counterparty().map(Subject::account).ifPresent(other -> {
                String receipt = Receipts.of(platform, event, subject);
                LoggedEvent logged = new LoggedEvent(
                        home, "0-0", happening.at(), receipt, subject, Optional.empty(), Optional.empty(), event);
                await(log.forward(platform, logged, other));
            });
        }
    }

    private void correct(Event event, Correction correction) {
        await(log.findByEventId(platform, event.source(), correction.eventId().orElse(""))
                .thenCompose(report -> report.isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : log.accept(
                                platform,
                                event,
                                report.get().subject(),
                                Optional.of(report.get().logId()),
                                event.time())));
    }

    private static Subject subject(Event event) {
        if (event.body() instanceof Report report) {
            return report.subject()
                    .flatMap(Party::accountId)
                    .map(Subject::account)
                    .or(() -> report.meeting().map(meeting -> Subject.meeting(meeting.id())))
                    .orElseGet(() -> Subject.meeting("nowhere"));
        }
        return event.body() instanceof MeetingEvent change
                ? Subject.meeting(change.meeting().id())
                : Subject.account(((Observation) event.body()).account());
    }

    private void await(CompletionStage<?> writing) {
        written++;
        room.acquireUninterruptibly();
        writing.whenComplete((done, failure) -> {
            room.release();
            if (failure != null) {
                failed.completeExceptionally(failure);
            }
        });
    }
}
