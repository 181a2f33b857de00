package org.feedbackhub.arrival;

/** Keeps what could not be handled: entered with its reason, its bytes in the raw store, for a person to see. */
public final class Quarantine {

    private final Intake intake;

    Quarantine(Intake intake) {
        this.intake = intake;
    }

    /**
     * Gives the arrival the outcome Quarantined. The reason tells the kind of fault and where it happened; the fault's own
     * message may repeat what the resident wrote, so it is left out.
     */
    public Recorded keep(Arrived arrived, Exception fault) {
        Throwable cause = fault;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        StackTraceElement[] trace = cause.getStackTrace();
        String reason = "failed with " + cause.getClass().getSimpleName()
                + (trace.length == 0 ? "" : " in " + trace[0].getClassName() + "." + trace[0].getMethodName());
        return intake.record(new Finding.Unreadable(arrived, reason));
    }
}
