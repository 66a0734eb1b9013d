package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a lead says of somebody's work.
 *
 * @param queues the queues he takes cases from; none named means all
 * @param skills what he was trained for, as words of the policy's lanes
 * @param languages what he reads, as BCP 47 tags
 * @param shifts when he works; none named means at any time
 * @param relations accounts he knows in life or is himself: their cases are never his
 */
public record Profile(
        List<String> queues, List<String> skills, List<String> languages, List<Shift> shifts, List<String> relations) {
    public static final Profile NONE = new Profile(List.of(), List.of(), List.of(), List.of(), List.of());

    public Profile {
        queues = kept(queues);
        skills = kept(skills);
        languages = kept(languages);
        shifts = kept(shifts);
        relations = kept(relations);
    }

    /** Whether one of his shifts is on; always, if he has none. */
    public boolean onShift(Instant now) {
        return shifts.isEmpty()
                || shifts.stream().anyMatch(shift -> shift.began(now).isPresent());
    }

    /** Since when what he does belongs to the shift that is on: its beginning, or as long ago as one lasts where he has none. */
    public Instant shiftFrom(Instant now, Duration usual) {
        return shifts.stream()
                .flatMap(shift -> shift.began(now).stream())
                .max(Instant::compareTo)
                .orElseGet(() -> now.minus(usual));
    }

    private static <T> List<T> kept(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
