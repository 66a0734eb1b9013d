package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.review.ReviewQueue.Standing;
import dev.pullcord.review.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Counts how each queue stands, over all partitions: by two commands for each of them, whatever waits there. What is counted
 * every few seconds on every platform must not crowd out what is done.
 */
final class QueueStandings {
    /**
     * The longest-waiting case is looked for among this many with the earliest deadlines of a partition. Within a lane
     * a deadline is at most the opening plus the lane's clock, so the oldest is among them unless so many newer ones
     * were brought forward past it.
     */
    private static final int SEEN = 100;

    private static final int AT_ONCE = 500; // cases that one command reads: Redis does nothing else meanwhile

    private enum Count {
        COUNTED
    }

    private enum Look {
        READ
    }

    private final Keys keys;
    private final Script countWaiting;
    private final Script readPlaces;

    QueueStandings(RedisLink link, Keys keys) {
        this.keys = keys;
        this.countWaiting = new Script(link, "count_waiting");
        this.readPlaces = new Script(link, "read_places");
    }

    /** One place of a partition. */
    private record Share(String queue, long queued, long overdue, Optional<Instant> deadline, List<String> first) {}

    /** A case as it lies there. */
    private record Seen(Optional<Instant> openedAt, String place) {}

    /**
     * A partition.
     *
     * @param oldest by queue, when the case was opened that waits longest
     */
    private record Part(List<Share> shares, Map<String, Instant> oldest, List<String> claimed) {}

    CompletionStage<List<Standing>> of(List<Partition> partitions, List<String> queues, Instant now) {
        List<CompletableFuture<Part>> parts = partitions.stream()
                .map(partition -> part(partition, queues, now).toCompletableFuture())
                .toList();
        return RedisReviewQueue.all(parts)
                .thenApply(all ->
                        queues.stream().map(queue -> standing(queue, all)).toList());
    }

    private static Standing standing(String queue, List<Part> parts) {
        List<Share> shares = parts.stream()
                .flatMap(part -> part.shares().stream())
                .filter(share -> share.queue().equals(queue))
                .toList();
        return new Standing(
                queue,
                shares.stream().mapToLong(Share::queued).sum(),
                parts.stream()
                        .flatMap(part -> part.claimed().stream())
                        .filter(queue::equals)
                        .count(),
                shares.stream().mapToLong(Share::overdue).sum(),
                shares.stream().flatMap(share -> share.deadline().stream()).min(Comparator.naturalOrder()),
                parts.stream()
                        .map(part -> part.oldest().get(queue))
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder()));
    }

    private CompletionStage<Part> part(Partition partition, List<String> queues, Instant now) {
        List<String> owners = new ArrayList<>(); // of each place, its queue
        List<String> places = new ArrayList<>(List.of(keys.claims(partition)));
        for (String queue : queues) {
            for (String place : Place.open(queue, Role.ADMIN)) {
                owners.add(queue);
                places.add(keys.queue(partition, place));
            }
        }
        return countWaiting
                .run(places, List.of(Long.toString(now.toEpochMilli()), Integer.toString(SEEN)))
                .thenCompose(reply -> {
                    Script.word(Count.class, reply.get(0));
                    List<Share> shares = new ArrayList<>();
                    int at = 1;
                    for (String queue : owners) {
                        int first = at + 4;
                        int named = Integer.parseInt(reply.get(at + 3));
                        shares.add(new Share(
                                queue,
                                Long.parseLong(reply.get(at)),
                                Long.parseLong(reply.get(at + 1)),
                                Optional.of(reply.get(at + 2))
                                        .filter(text -> !text.isEmpty())
                                        .map(text -> Instant.ofEpochMilli((long) Double.parseDouble(text))),
                                reply.subList(first, first + named)));
                        at = first + named;
                    }
                    List<String> claimed = reply.subList(at, reply.size()); // no more than there are moderators
                    return look(partition, shares, claimed).thenApply(seen -> part(shares, claimed, seen));
                });
    }

    private static Part part(List<Share> shares, List<String> claimed, Map<String, Seen> seen) {
        Map<String, Instant> oldest = new LinkedHashMap<>();
        for (Share share : shares) {
            share.first().stream()
                    .flatMap(id -> seen.get(id).openedAt().stream())
                    .forEach(openedAt -> oldest.merge(share.queue(), openedAt, (a, b) -> a.isBefore(b) ? a : b));
        }
        return new Part(
                shares,
                oldest,
                claimed.stream().map(id -> Place.queue(seen.get(id).place())).toList());
    }

    private CompletionStage<Map<String, Seen>> look(
            Partition partition, List<Share> shares, Collection<String> claimed) {
        Set<String> wanted = new LinkedHashSet<>();
        Stream.concat(shares.stream().flatMap(share -> share.first().stream()), claimed.stream())
                .forEach(wanted::add);
        List<String> ids = List.copyOf(wanted);
        List<CompletableFuture<List<String>>> read = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> cases = ids.subList(from, Math.min(ids.size(), from + AT_ONCE)).stream()
                    .map(id -> keys.reviewCase(partition, id))
                    .toList();
            read.add(readPlaces
                    .run(cases, List.of())
                    .thenApply(reply -> {
                        Script.word(Look.class, reply.get(0));
                        return reply.subList(1, reply.size());
                    })
                    .toCompletableFuture());
        }
        return RedisReviewQueue.all(read).thenApply(replies -> {
            List<String> fields = replies.stream().flatMap(List::stream).toList();
            Map<String, Seen> seen = new LinkedHashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                seen.put(ids.get(i), new Seen(opened(fields.get(2 * i)), fields.get(2 * i + 1)));
            }
            return seen;
        });
    }

    /** A damaged case has no say. */
    private static Optional<Instant> opened(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text))) : Optional.empty();
    }
}
