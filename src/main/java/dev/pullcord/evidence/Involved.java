package dev.pullcord.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody whom a filing is about, as far as the platform knows: identity, addresses, places. Sealed wherever it is stored and
 * never logged.
 *
 * @param accountId the platform's id of the account
 * @param screenName the name it signs in by or is addressed by
 * @param displayNames as shown in meetings; poor evidence of who it is
 * @param profileUrls where its profile is shown
 * @param firstName as known to the platform
 * @param lastName as known to the platform
 * @param age in years, as known or asserted
 * @param emails addresses, the best known first
 * @param phones numbers
 * @param captures where it was seen on the network, each with its time
 * @param devices what it was used with
 * @param place where the platform thinks this person is
 * @param suspendedAt when the account was suspended for a time
 * @param terminatedAt when it was suspended for good
 * @param compromised whether the platform thinks that somebody else used the account
 * @param priorReports numbers of earlier reports about it at the recipient
 * @param about what else the recipient should know
 */
public record Involved(
        Optional<String> accountId,
        Optional<String> screenName,
        List<String> displayNames,
        List<String> profileUrls,
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<Integer> age,
        List<Email> emails,
        List<Phone> phones,
        List<Capture> captures,
        List<Device> devices,
        Optional<Place> place,
        Optional<Instant> suspendedAt,
        Optional<Instant> terminatedAt,
        Optional<Boolean> compromised,
        List<Long> priorReports,
        Optional<String> about) {

    /**
     * An address.
     *
     * @param address as it is written to
     * @param verified whether the platform saw that mail to it arrives; absent when it is not known
     */
    public record Email(String address, Optional<Boolean> verified) {}

    /**
     * A number.
     *
     * @param number as dialled
     * @param callingCode such as {@code +44}, then not in the number
     * @param verified as of an address
     */
    public record Phone(String number, Optional<String> callingCode, Optional<Boolean> verified) {}

    /**
     * Once seen on the network. With its port and time it names one line even where a thousand share an address.
     *
     * @param ip IPv4 or IPv6
     * @param port 1 to 65535
     * @param at when
     * @param event what was done then
     * @param proxy whether it may be somebody's relay
     */
    public record Capture(
            String ip,
            Optional<Integer> port,
            Optional<Instant> at,
            Optional<Occasion> event,
            Optional<Boolean> proxy) {
        public Capture {
            if (port.filter(p -> p < 1 || p > 65535).isPresent()) {
                throw new IllegalArgumentException("capture.port: " + port.get() + " is outside 1 … 65535");
            }
        }
    }

    /** What was done when something was captured. */
    public enum Occasion {
        LOGIN,
        REGISTRATION,
        PURCHASE,
        UPLOAD,
        OTHER,
        UNKNOWN;

        /** The word on the wire. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A device.
     *
     * @param kind such as {@code IMEI}
     * @param id what it is known by
     * @param at when it was used
     */
    public record Device(String kind, String id, Optional<Instant> at) {}

    /**
     * Where somebody may be.
     *
     * @param city as named there
     * @param region or state
     * @param country ISO 3166 alpha-2
     */
    public record Place(Optional<String> city, Optional<String> region, String country) {}

    public Involved {
        displayNames = none(displayNames);
        profileUrls = none(profileUrls);
        emails = none(emails);
        phones = none(phones);
        captures = none(captures);
        devices = none(devices);
        priorReports = none(priorReports);
        if (age.filter(years -> years < 0 || years > 150).isPresent()) {
            throw new IllegalArgumentException("involved.age: " + age.get() + " is outside 0 … 150");
        }
    }

    /** Of whom only the account is known. */
    public static Involved account(Optional<String> accountId, List<String> displayNames) {
        return new Involved(
                accountId,
                Optional.empty(),
                displayNames,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** The same with what was done to the account, and what was reported of it before. */
    Involved with(Optional<Instant> suspended, Optional<Instant> terminated, List<Long> prior) {
        return new Involved(
                accountId,
                screenName,
                displayNames,
                profileUrls,
                firstName,
                lastName,
                age,
                emails,
                phones,
                captures,
                devices,
                place,
                suspended,
                terminated,
                compromised,
                prior,
                about);
    }

    /** The same with these earlier reports beside those that are named. */
    Involved after(List<Long> reports) {
        List<Long> all = Stream.concat(priorReports.stream(), reports.stream())
                .distinct()
                .toList();
        return with(suspendedAt, terminatedAt, all);
    }

    static <T> List<T> none(List<T> absent) {
        return absent == null ? List.of() : List.copyOf(absent);
    }
}
