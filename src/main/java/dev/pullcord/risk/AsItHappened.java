package dev.pullcord.risk;

import dev.pullcord.intake.Correction;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which a batch is read: as things happened, and not as they arrived. Several signals ask what came first, and a
 * platform's servers, a meeting's end and another partition's copy reach a log in any order within a second.
 *
 * <p>What happened in one and the same millisecond is read so that beginnings come first: an account is created, people meet, they
 * talk, somebody reports it. What is still alike goes by the event's own name, which stays the same however often it is sent.
 * A withdrawal is read after the report it takes back, whatever the clocks said that dated the two.
 */
final class AsItHappened {
    private static final Comparator<Told> ORDER = Comparator.comparingLong(Told::atMs)
            .thenComparingInt(Told::rank)
            .thenComparing(told -> told.event.event().source())
            .thenComparing(told -> told.event.event().id())
            .thenComparing(told -> told.event.logId());

    private record Told(LoggedEvent event, long atMs, int rank) {}

    private AsItHappened() {}

    static List<LoggedEvent> sorted(List<LoggedEvent> batch) {
        if (batch.size() < 2) {
            return batch;
        }
        Map<String, Long> reports = new HashMap<>();
        for (LoggedEvent event : batch) {
            if (event.event().body() instanceof Report) {
                reports.put(event.logId(), SignalInput.atMs(event));
            }
        }
        List<Told> told = new ArrayList<>(batch.size());
        for (LoggedEvent event : batch) {
            long own = SignalInput.atMs(event);
            long atMs = Math.max(own, event.concerns().map(reports::get).orElse(own));
            told.add(new Told(event, atMs, rank(event)));
        }
        told.sort(ORDER);
        return told.stream().map(Told::event).toList();
    }

    private static int rank(LoggedEvent event) {
        if (event.event().body() instanceof Observation seen) {
            return switch (seen.kind()) {
                case ACCOUNT_CREATED -> 0;
                case CONTACT_REQUESTED -> 1;
                case MEETING_ATTENDED -> 3;
                default -> 2;
            };
        }
        return event.event().body() instanceof Correction ? 5 : 4;
    }
}
