package dev.pullcord.bench;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a platform would send: flags and panics of about 480 bytes, spread over many accounts, each with an id of its
 * own. The accounts and words are drawn, the same for the same seed. Thread-safe.
 */
final class Letters {
    private static final int MEETINGS = 4_000;
    private static final String[] REASONS = {
        "harassment", "sexual_content", "hate", "fraud_spam", "impersonation", "violence", "other", "covert_recording"
    };
    private static final String TEXT = "He keeps on shouting at everybody in the call and does not stop when he is"
            + " asked to, and then shares his screen again.";

    private final String run;
    private final int accounts;
    private final String time;
    private final AtomicLong number = new AtomicLong();

    /**
     * Letters of one run against one service.
     *
     * @param run a word that makes the ids differ from those of other runs
     * @param accounts how many the flags are about
     * @param time RFC 3339, the same in all of them
     */
    Letters(String run, int accounts, String time) {
        this.run = run;
        this.accounts = accounts;
        this.time = time;
    }

    /** One flag. */
    String flag() {
        return letter("report.flagged", number.incrementAndGet());
    }

    /** One panic that names an account. */
    String panic() {
        return letter("report.panic", number.incrementAndGet());
    }

    /** The body of a request: one flag, or a batch of them. */
    Buffer flags(int batch) {
        if (batch == 1) {
            return Buffer.buffer(flag());
        }
        StringBuilder all = new StringBuilder(batch * 512).append('[');
        for (int i = 0; i < batch; i++) {
            all.append(i == 0 ? "" : ",").append(flag());
        }
        return Buffer.buffer(all.append(']').toString());
    }

    private String letter(String type, long n) {
        Random dice = new Random(n * 0x9E3779B97F4A7C15L);
        dice.nextInt(); // the first draw of neighbouring seeds is alike
        return "{\"specversion\":\"1.0\",\"id\":\"" + run + "-" + n
                + "\",\"source\":\"/invented/bench\",\"type\":\"dev.pullcord."
                + type + ".v1\",\"time\":\"" + time + "\",\"datacontenttype\":\"application/json\",\"data\":{"
                + "\"meeting\":{\"id\":\"mtg-" + dice.nextInt(MEETINGS) + "\"},"
                + "\"reporter\":{\"accountId\":\"acc-r" + dice.nextInt(accounts) + "\",\"role\":\"participant\"},"
                + "\"subject\":{\"accountId\":\"acc-s" + dice.nextInt(accounts) + "\",\"role\":\"participant\"},"
                + "\"reason\":\"" + REASONS[dice.nextInt(REASONS.length)] + "\",\"language\":\"en\","
                + "\"text\":\"" + TEXT + "\"}}";
    }
}
