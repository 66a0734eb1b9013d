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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32C;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What accounts have in common. A thing (a device, a meeting) lies in a partition of its own with the newest accounts that
 * were seen with it; an account lies in its own with the newest things of each kind. Both are bounded, so neither a café's
 * network nor a famous payee costs more than anybody's device: such a thing is crowded, and nobody is followed through it.
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
        /** Somebody who paid several. */
        PAYER(32, Duration.ofDays(90)),
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

    /**
     * An account seen with a thing.
     *
     * @param what names the thing on its platform; kept as a digest only
     */
    record Sighting(Kind kind, String what, String account, Instant at) {}

    /**
     * Those seen with a thing.
     *
     * @param accounts with the last time, the newest first; none of a crowded thing
     * @param crowded whether there are more than {@link #CROWD}
     */
    record Seen(List<At> accounts, boolean crowded) {
        public static final Seen NOBODY = new Seen(List.of(), false);

        public Seen {
            accounts = List.copyOf(accounts);
        }
    }

    /** An account, and when it was last seen there. */
    record At(String account, Instant last) {}

    /**
     * Another account that shares something.
     *
     * @param shared how many things of each kind
     * @param last when it was last seen with one of them
     */
    record Linked(String account, Map<Kind, Integer> shared, Instant last) {
        public Linked {
            shared = Map.copyOf(shared);
        }
    }

    /**
     * All that an account shares.
     *
     * @param others who with, those first who share what says most
     * @param crowded how many of its things are crowded, by kind
     */
    record Of(List<Linked> others, Map<Kind, Integer> crowded) {
        public Of {
            others = List.copyOf(others);
            crowded = Map.copyOf(crowded);
        }

        /** From what was seen with each of an account's things. */
        public static Of sum(String account, List<Map.Entry<Kind, Seen>> things) {
            Map<String, Map<Kind, Integer>> shared = new HashMap<>();
            Map<String, Instant> last = new HashMap<>();
            Map<Kind, Integer> crowded = new EnumMap<>(Kind.class);
            for (Map.Entry<Kind, Seen> thing : things) {
                if (thing.getValue().crowded()) {
                    crowded.merge(thing.getKey(), 1, Integer::sum);
                }
                for (At at : thing.getValue().accounts()) {
                    if (!at.account().equals(account)) {
                        shared.computeIfAbsent(at.account(), a -> new EnumMap<>(Kind.class))
                                .merge(thing.getKey(), 1, Integer::sum);
                        last.merge(at.account(), at.last(), (a, b) -> a.isAfter(b) ? a : b);
                    }
                }
            }
            List<Linked> others = shared.entrySet().stream()
                    .map(e -> new Linked(e.getKey(), e.getValue(), last.get(e.getKey())))
                    .sorted(Of::firstWhatSaysMost)
                    .toList();
            return new Of(others, crowded);
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

    /** Remembers these; the same sighting again changes nothing. */
    CompletionStage<Void> saw(Platform platform, List<Sighting> sightings);

    /** Who was seen with this thing. */
    CompletionStage<Seen> with(Platform platform, Kind kind, String what);

    /** With whom this account shares something. */
    CompletionStage<Of> of(Platform platform, String account);

    /**
     * How a thing is kept: HMAC-SHA256 under the platform's secret, so that what is stored says nothing to whoever has the
     * platform's own hashes. Part of the stored format.
     */
    static String digest(Platform platform, Kind kind, String what) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(platform.receiptSecret()), "HmacSHA256"));
            mac.update(("link\0" + kind.word() + '\0').getBytes(StandardCharsets.UTF_8));
            byte[] digest = mac.doFinal(what.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 12));
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
