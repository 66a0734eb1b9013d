package dev.pullcord.evidence;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A recipient of filings that is reached by calls. Thread-safe. */
public interface Authority {
    /**
     * Makes one call, once; never retried here. Completes within half a minute.
     *
     * @param account as whom
     * @return fails only for faults of ours; what the recipient or the way there did is an answer
     */
    CompletionStage<Answer> call(AuthorityAccount account, Filing filing, Filing.Step step);

    /** What would be sent, for people to read. */
    String document(AuthorityAccount account, Filing filing);

    /** What a call came to. */
    sealed interface Answer {
        /** What was said, for the record: code and request id, no personal data. */
        String said();

        /**
         * It did that.
         *
         * @param reference what the filing is known by there
         */
        record Done(Optional<String> reference, String said) implements Answer {}

        /** It had done that before. */
        record Already(String said) implements Answer {}

        /** It had been taken back before. */
        record TakenBack(String said) implements Answer {}

        /** Perhaps later; whether it did anything is not known. */
        record Later(String said) implements Answer {}

        /** It knows no such filing (any more): from the beginning. */
        record Forgotten(String said) implements Answer {}

        /**
         * It will not take this one as it is.
         *
         * @param why its own words, which may quote what was sent: for whoever may read the filing, and not for the audit
         */
        record Refused(String said, Optional<String> why) implements Answer {}

        /** It will not take any from us: an operator must look. */
        record Closed(String said) implements Answer {}
    }
}
