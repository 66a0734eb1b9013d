package dev.pullcord.intake;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something the platform observed about an account, as metadata.
 *
 * @param account the account it is about
 * @param kind what was observed
 * @param meeting where, when it was in one
 * @param counterparty the other account, where there is one (payee, the one contacted, the one who blocked, the only other
 *     one in a call)
 * @param amount what was paid
 * @param attributes the kind's own fields: strings, booleans and numbers, none of them raw device ids, addresses or
 *     payment handles
 */
public record Observation(
        String account,
        Kind kind,
        Optional<Meeting> meeting,
        Optional<String> counterparty,
        Optional<Amount> amount,
        Map<String, Object> attributes)
        implements Body {

    public static final String TYPE = "dev.pullcord.signal.observed.v1";

    /** What can be observed. */
    public enum Kind {
        PAYMENT("payment"),
        CONTACT_REQUESTED("contactRequested"),
        BLOCKED("blocked"),
        LINK_SHARED("linkShared"),
        ACCOUNT_CREATED("accountCreated"),
        ACCOUNT_SANCTIONED("accountSanctioned"),
        PROFILE_CHANGED("profileChanged"),
        DEVICE_SEEN("deviceSeen"),
        NETWORK_SEEN("networkSeen"),
        CLASSIFIER_SCORED("classifierScored"),
        HASH_MATCHED("hashMatched"),
        CONTACTS_VIEWED("contactsViewed"),
        MESSAGE_BURST("messageBurst"),
        MEETING_ATTENDED("meetingAttended"),
        /** What people concluded from a flag that the account raised; the counterparty is whom it flagged. */
        FLAG_JUDGED("flagJudged"),
        /** What two people agreed on: for a time the account's flags weigh less; or that this is taken back. */
        FLAGS_LOWERED("flagsLowered"),
        /** Others came to a device or network that the account was seen with, or showed themselves there; it says how many. */
        ORIGIN_SHARED("originShared");

        private static final Map<String, Kind> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::code, Function.identity()));

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** Whether a platform may say so; else the service alone does. */
        public boolean isOffered() {
            return this != FLAG_JUDGED && this != FLAGS_LOWERED && this != ORIGIN_SHARED;
        }

        /** The word on the wire. */
        public String code() {
            return code;
        }

        public static Optional<Kind> ofCode(String code) {
            return Optional.ofNullable(BY_CODE.get(code));
        }
    }

    /**
     * Money.
     *
     * @param minor in the currency's minor unit (cents)
     * @param currency ISO 4217
     */
    public record Amount(long minor, String currency) {}

    public Observation {
        attributes = Map.copyOf(attributes);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
