package dev.pullcord.redis;

import dev.pullcord.evidence.LegalHold;
import dev.pullcord.intake.Partition;
import java.util.Locale;

/** The keys of a partition that say what must be kept, and what is forgotten. */
abstract class KeptKeys extends HouseKeys {
    KeptKeys(String prefix) {
        super(prefix);
    }

    /** hash: legal holds, sealed, and their versions, by id · written by change_hold · no TTL. */
    String holds(Partition p) {
        return of(p) + "holds";
    }

    /** zset: hold id by until when it holds, ms · written by change_hold · no TTL. */
    String held(Partition p, LegalHold.Target target) {
        return of(p) + "held:" + digest(target.kind().word() + '\0' + target.id());
    }

    final String of(Partition p) {
        return String.format(Locale.ROOT, "%s:{%s:%d}:", prefix, p.platform(), p.number());
    }
}
