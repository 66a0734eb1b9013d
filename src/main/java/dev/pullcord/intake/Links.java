package dev.pullcord.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32C;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What accounts have in common. A thing (a device, a meeting) lies in a partition of its own with the newest accounts that
 * were seen with it; an account lies in its own with the newest things of each kind, and with what is to be known of it as
 * somebody's neighbour. No step writes both sides; instead every write may be repeated and may come in any order. All of it is
 * bounded, so neither a café's network nor a famous payee costs more than anybody's device: such a thing is crowded, and
 * nobody is followed through it.
 *
 * <p>What was last seen longer ago than its kind is kept is neither written nor read. Methods answer on a thread that must
 * not be blocked, and fail where a partition is away; what is damaged is passed over.
 */
public interface Links {
    /** A thing with more accounts than this is crowded. */
    int CROWD = 64;

    /**
     * Kinds of things, those first that say most.
     */
    enum Kind {
        /** The platform's keyed hash of a device. */
        DEVICE(8, Duration.ofDays(90)),
        /** The platform's keyed hash of what money goes to. */
        HANDLE(8, Duration.ofDays(90)),
        /** Somebody who paid several: links those he paid. */
        PAYER(32, Duration.ofDays(90)),
        /** Somebody whom several paid: links those who paid him. */
        PAYEE(32, Duration.ofDays(90)),
        /** A meeting that several were in. */
        MEETING(32, Duration.ofDays(30)),
        /** The platform's keyed hash of a network. */
        NETWORK(8, Duration.ofDays(30));

        private final int remembered;
        private final Duration kept;

        Kind(int remembered, Duration kept) {
            this.remembered = remembered;
            this.kept = kept;
        }

        /** How many of an account's are remembered. */
        public int remembered() {
            return remembered;
        }

        /** How long after the last time it was seen. */
        public Duration kept() {
            return kept;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is to be known of an account as somebody's neighbour. */
    enum Trait {
        /** The platform took a measure against it. */
        SANCTIONED,
        /** It sent picture or sound in a meeting. */
        PUBLISHES,
        /** It was flagged for what is done to people before a camera, or pressed panic: it may be the one in need. */
        IN_NEED;

        /** How long after the last time it showed. */
        public static final Duration KEPT = Duration.ofDays(90);
    }

    /**
     * Those seen with a thing.
     *
     * @param accounts the newest first; none of a crowded thing
     * @param crowded whether there are more than {@link #CROWD}
     */
    record Seen(List<At> accounts, boolean crowded) {
        public static final Seen NOBODY = new Seen(List.of(), false);

        public Seen {
            accounts = List.copyOf(accounts);
        }

        /** Since when this account was seen with it. */
        public Optional<Instant> since(String account) {
            return accounts.stream()
                    .filter(at -> at.account().equals(account))
                    .map(At::first)
                    .findFirst();
        }
    }

    /**
     * An account with a thing.
     *
     * @param first when it was first seen there; later than that where it was forgotten in between
     * @param last when it was last seen there
     */
    record At(String account, Instant first, Instant last) {}

    /**
     * Another account that shares something.
     *
     * @param shared how many things of each kind
     * @param since from when on both had been seen with one of them
     * @param last when that account was last seen with one of them
     */
    record Linked(String account, Map<Kind, Integer> shared, Instant since, Instant last) {
        public Linked {
            shared = Map.copyOf(shared);
        }

        private Linked and(Linked more) {
            Map<Kind, Integer> both = new EnumMap<>(shared);
            more.shared.forEach((kind, count) -> both.merge(kind, count, Integer::sum));
            return new Linked(
                    account,
                    both,
                    since.isBefore(more.since) ? since : more.since,
                    last.isAfter(more.last) ? last : more.last);
        }
    }

    /**
     * All that an account shares.
     *
     * @param others who with, those first who share what says most
     * @param things its things, each with who was seen with it
     * @param crowded how many of its things are crowded, by kind
     * @param complete false where some of it is damaged
     */
    record Of(List<Linked> others, List<Map.Entry<Kind, Seen>> things, Map<Kind, Integer> crowded, boolean complete) {
        public Of {
            others = List.copyOf(others);
            things = List.copyOf(things);
            crowded = Map.copyOf(crowded);
        }

        /** From who was seen with each of an account's things. */
        public static Of sum(String account, List<Map.Entry<Kind, Seen>> things, boolean complete) {
            Map<String, Linked> others = new HashMap<>();
            Map<Kind, Integer> crowded = new EnumMap<>(Kind.class);
            for (Map.Entry<Kind, Seen> thing : things) {
                if (thing.getValue().crowded()) {
                    crowded.merge(thing.getKey(), 1, Integer::sum);
                }
                Instant own = thing.getValue().since(account).orElse(Instant.MIN);
                for (At at : thing.getValue().accounts()) {
                    if (!at.account().equals(account)) {
                        Instant since = own.isAfter(at.first()) ? own : at.first();
                        others.merge(
                                at.account(),
                                new Linked(at.account(), Map.of(thing.getKey(), 1), since, at.last()),
                                Linked::and);
                    }
                }
            }
            return new Of(others.values().stream().sorted(Of::firstWhatSaysMost).toList(), things, crowded, complete);
        }

        /** The most things of a kind that are shared with one and the same other account. */
        public int most(Kind kind) {
            return others.stream()
                    .mapToInt(other -> other.shared().getOrDefault(kind, 0))
                    .max()
                    .orElse(0);
        }

        private static int firstWhatSaysMost(Linked a, Linked b) {
            for (Kind kind : Kind.values()) {
                int more = b.shared().getOrDefault(kind, 0) - a.shared().getOrDefault(kind, 0);
                if (more != 0) {
                    return more;
                }
            }
            return Comparator.comparing(Linked::last)
                    .reversed()
                    .thenComparing(Linked::account)
                    .compare(a, b);
        }
    }

    /** Remembers these. The same again changes nothing; the order in which they come changes nothing. */
    CompletionStage<Void> saw(Platform platform, Sightings sightings, Instant now);

    /** Who was seen with this thing. */
    CompletionStage<Seen> with(Platform platform, Kind kind, String what, Instant now);

    /** With whom this account shares something of these kinds. */
    CompletionStage<Of> of(Platform platform, String account, Set<Kind> kinds, Instant now);

    /** What is known of this account as somebody's neighbour. */
    CompletionStage<Set<Trait>> traits(Platform platform, String account, Instant now);

    /**
     * How a thing is kept: 128 bits of HMAC-SHA256 under a key of its own that is derived from the platform's secret, so that what
     * is stored says nothing to whoever has the platform's own hashes. Part of the stored format.
     */
    static String digest(Platform platform, Kind kind, String what) {
        byte[] key = mac(Base64.getDecoder().decode(platform.receiptSecret()), "links");
        byte[] digest = mac(key, kind.word() + '\0' + what);
        return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Where a thing of this digest lies. Part of the stored format. */
    static Partition partition(Platform platform, String digest) {
        CRC32C crc = new CRC32C();
        crc.update(digest.getBytes(StandardCharsets.UTF_8));
        return new Partition(platform.id(), (int) (crc.getValue() % platform.partitions()));
    }
}
