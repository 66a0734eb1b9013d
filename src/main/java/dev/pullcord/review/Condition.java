package dev.pullcord.review;

/**
 * A question that a policy asks. Compiled when the policy is read; pure and quick. One that cannot be answered is
 * answered with yes: in a lane, a rule for two people and an escalation alike, yes is the safer side.
 */
public interface Condition {
    /** What is asked of, and with it which names the question may use. */
    enum Of {
        /** a case that is to be placed; see {@link Asked} */
        LANE,
        /** an action that somebody orders; see {@link PolicyTree} */
        ACTION,
        /** a case whose deadline was missed; see {@link EscalationPolicy} */
        ESCALATION
    }

    /** What stands behind the names: text, truth, whole and broken numbers ({@code Long}, {@code Double}), lists. */
    @FunctionalInterface
    interface Inputs {
        /**
         * What stands behind a name.
         *
         * @throws IllegalArgumentException if there is no such name here
         */
        Object value(String name);
    }

    /** The question as it is written in the policy. */
    String text();

    boolean holds(Inputs inputs);

    /** Holds always. */
    Condition ALWAYS = new Condition() {
        @Override
        public String text() {
            return "true";
        }

        @Override
        public boolean holds(Inputs inputs) {
            return true;
        }

        @Override
        public String toString() {
            return text();
        }
    };
}
