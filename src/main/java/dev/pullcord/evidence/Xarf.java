package dev.pullcord.evidence;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What another platform's abuse contact is told of an account of theirs, in the terms of XARF 4. All of it is said by a person; nothing comes from
 * a report or its reporter.
 *
 * @param reportId a UUID, made when it was proposed: sent again it is the same report
 * @param from who says it: the platform
 * @param source where it comes from at theirs: a domain, an address, or whatever they call it
 * @param url where it is found at theirs
 * @param at when it happened
 * @param kind what it is
 * @param account the account at theirs
 * @param description in words, at most 1 000 characters
 */
public record Xarf(
        String reportId,
        From from,
        String source,
        String url,
        Instant at,
        Kind kind,
        Optional<String> account,
        Optional<String> description) {
    /**
     * Who says it and answers for it.
     *
     * @param org the organization's name
     * @param contact its e-mail address for such matters
     * @param domain its domain
     */
    public record From(String org, String contact, String domain) {}

    /** What XARF has words for and a call can show. There is none for harm to adults that is no fraud. */
    public enum Kind {
        CSEM_GROOMING,
        CSEM_SOLICITATION,
        CSEM_SEXTORTION,
        CSEM_TRAFFICKING,
        CSEM_DISTRIBUTION,
        CSEM_PRODUCTION,
        CSEM_POSSESSION,
        FRAUD_INVESTMENT,
        FRAUD_ROMANCE,
        FRAUD_TECH_SUPPORT,
        FRAUD_LOTTERY,
        FRAUD_ADVANCE_FEE,
        FRAUD_CRYPTOCURRENCY,
        FRAUD_SHOPPING,
        FRAUD_CHARITY,
        FRAUD_EMPLOYMENT,
        FRAUD_GOVERNMENT_IMPERSONATION,
        FRAUD_OTHER;

        /** Exploitation of a child. */
        public boolean ofAChild() {
            return type().equals("csem");
        }

        /** XARF's {@code type}. */
        public String type() {
            return name().substring(0, name().indexOf('_')).toLowerCase(Locale.ROOT);
        }

        /** XARF's word within the type. */
        public String within() {
            return name().substring(name().indexOf('_') + 1).toLowerCase(Locale.ROOT);
        }

        /** As callers say it, {@code csem/grooming}. */
        public String word() {
            return type() + '/' + within();
        }

        public static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }
}
