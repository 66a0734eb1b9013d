package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What was counted against accounts. A strike is written and taken back with its decision, in the same step. */
public interface Strikes {
    /** Those of an account that were not taken back, expired ones too, the newest first. */
    CompletionStage<List<Strike>> of(Platform platform, String account);
}
