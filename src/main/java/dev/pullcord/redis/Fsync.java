package dev.pullcord.redis;

import java.util.Locale;

/** When the embedded Redis forces its append-only file to disk; what each costs and risks is in operating.md. */
public enum Fsync {
    /** Before it answers: an acknowledged write survives a power cut. The default, since it is what makes a 202 true. */
    ALWAYS,
    /** Once a second: a power cut or a kernel crash may take the last second or two of acknowledged writes. */
    EVERYSEC,
    /** When the kernel likes: a power cut may take about half a minute. For benchmarks and throw-away data. */
    NO;

    /** The word that redis.conf has for it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
