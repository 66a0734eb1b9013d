package dev.pullcord.review;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a policy in shadow would have made of one batch of events, beside what was made of it.
 *
 * @param difference in a word
 * @param caseId the case that was changed; absent where the active policy left none to look at
 * @param is where that stands
 * @param would where the shadow would have put it
 * @param at when
 */
public record ShadowNote(
        Difference difference, Optional<String> caseId, Optional<Stand> is, Optional<Stand> would, Instant at) {

    /** How the shadow differs. */
    public enum Difference {
        /** it would have opened a case, and none was opened */
        OPENS,
        /** it would have left alone what was made a case of, or changed one */
        CLOSES,
        /** another lane */
        MOVES,
        EARLIER,
        LATER,
        SAME;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A lane, and by when somebody must look. */
    public record Stand(String lane, Instant deadline) {
        private static Stand of(Folded.CaseChange change) {
            return new Stand(change.placement().lane(), change.placement().deadline());
        }
    }

    /** Nothing, where neither changes a case: so the shares say something. */
    public static Optional<ShadowNote> of(Folded active, Folded shadow, Instant at) {
        Optional<Stand> is = active.change().map(Stand::of);
        Optional<Stand> would = shadow.change().map(Stand::of);
        if (is.isEmpty() && would.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ShadowNote(difference(is, would), active.change().map(Folded.CaseChange::caseId), is, would, at));
    }

    private static Difference difference(Optional<Stand> is, Optional<Stand> would) {
        if (is.isEmpty()) {
            return Difference.OPENS;
        }
        if (would.isEmpty()) {
            return Difference.CLOSES;
        }
        int due = would.get().deadline().compareTo(is.get().deadline());
        if (!would.get().lane().equals(is.get().lane())) {
            return Difference.MOVES;
        }
        return due < 0 ? Difference.EARLIER : due > 0 ? Difference.LATER : Difference.SAME;
    }
}
