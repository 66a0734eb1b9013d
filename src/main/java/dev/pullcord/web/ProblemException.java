package dev.pullcord.web;

/** Carries a problem to where it is answered. Has no trace: it is an answer, not a fault. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.word(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
