package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is turned to next for a case whose deadline was missed, by the policy it was opened under: one level after the
 * other, round and round, until the policy's rounds are used up; then somebody is paged, and again until the case is looked
 * at. Where somebody may be in danger the last level pages already the first time that it is turned to, and every level does where
 * there is no channel to tell anybody by. A level that turns to nobody who is there is skipped at once; of a case that waits for a
 * second person's answer, one that turns to nobody who may give it. Pure.
 */
public final class Escalation {
    /** How long until somebody is paged again for a case that still nobody took. */
    static final Duration PAGE_AGAIN = Duration.ofMinutes(15);

    private Escalation() {}

    /**
     * One step.
     *
     * @param level who is turned to; empty: somebody is paged
     * @param next when the next step is due, should nobody have taken the case
     * @param opens whether from now on anybody may take it: those it was handed to have all been turned to
     * @param pages whether it counts from now on as looked after by nobody, which degrades the service's health
     * @param notices who is told of it beside the desk
     */
    public record Turn(
            Optional<EscalationPolicy.Level> level,
            Instant next,
            boolean opens,
            boolean pages,
            List<NoticeOrder> notices) {
        public Turn {
            notices = List.copyOf(notices);
        }

        /** The least role among those turned to; empty when only others than the desk were. */
        public Optional<Role> role() {
            return level.flatMap(l -> l.targets().stream().min(Comparator.naturalOrder()));
        }

        /** What the case stands like after it: as before where a second person is asked, for then it waits in no queue. */
        public Placement of(Case overdue) {
            Placement before = overdue.placement();
            if (overdue.awaitsAnswer()) {
                return before;
            }
            Placement turned = role().map(before::turnedTo).orElse(before);
            return opens ? turned.forAnybody() : turned;
        }
    }

    /**
     * The next step.
     *
     * @param there who can be turned to
     * @param made how many steps were made for this case
     */
    public static Turn next(EscalationPolicy policy, Case overdue, Reachable there, int made, Instant now) {
        Asked asked = new Asked(
                CaseFacts.of(overdue),
                overdue.risk(),
                false,
                Math.toIntExact(Math.min(Integer.MAX_VALUE, overdue.reportCount())));
        List<EscalationPolicy.Level> levels = policy.levels().stream()
                .filter(overdue.awaitsAnswer() ? there::answers : there::reaches)
                .filter(level -> level.when().holds(asked))
                .toList();
        if (levels.isEmpty() || made >= policy.rounds()) {
            return new Turn(
                    Optional.empty(),
                    now.plus(PAGE_AGAIN),
                    true,
                    true,
                    notices(NoticeOrder.PAGE, paged(policy, there), overdue, there, made, now));
        }
        EscalationPolicy.Level level = levels.get(made % levels.size());
        Set<Recipient> told = level.tell().stream().filter(there.recipients()).collect(Collectors.toSet());
        boolean last = (made + 1) % levels.size() == 0;
        boolean pages = overdue.urgent() && (last || there.all().isEmpty());
        List<NoticeOrder> notices = new ArrayList<>(notices(level.name(), told, overdue, there, made, now));
        if (pages) {
            Set<Recipient> others = new HashSet<>(paged(policy, there));
            others.removeAll(told); // they have just been told
            notices.addAll(notices(NoticeOrder.PAGE, others, overdue, there, made, now));
        }
        return new Turn(Optional.of(level), now.plus(level.timeout()), made + 1 >= levels.size(), pages, notices);
    }

    /** Those whom the policy names and that can be reached, or else everybody who can. */
    private static Set<Recipient> paged(EscalationPolicy policy, Reachable there) {
        Set<Recipient> named = policy.page().stream().filter(there.recipients()).collect(Collectors.toSet());
        return named.isEmpty() ? there.all() : named;
    }

    /** Quiet hours hold back what can wait; where somebody may be in danger, nothing. */
    private static List<NoticeOrder> notices(
            String level, Set<Recipient> told, Case overdue, Reachable there, int made, Instant now) {
        Instant due = overdue.urgent()
                ? now
                : there.quiet().map(hours -> hours.after(now)).orElse(now);
        return told.stream()
                .sorted(Comparator.comparing(Recipient::word))
                .map(recipient -> new NoticeOrder(
                        overdue.id(),
                        overdue.placement().lane(),
                        level,
                        made + 1,
                        overdue.urgent(),
                        overdue.awaitsAnswer(),
                        overdue.placement().deadline(),
                        recipient,
                        due))
                .toList();
    }
}
