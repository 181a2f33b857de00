package org.feedbackhub.arrival;

/** Keeps what could not be handled: entered with its reason, its bytes in the raw store, for a person to see. */
public final class Quarantine {

    private final Intake intake;

    Quarantine(Intake intake) {
        this.intake = intake;
    }

    /** Gives the arrival the outcome Quarantined, with the fault as its reason. */
    public Recorded keep(Arrived arrived, Exception fault) {
        return intake.record(unreadable(arrived, fault));
    }

    /**
     * The finding that a fault comes to. The reason tells the kind of fault and where it happened; the fault's own message
     * may repeat what the resident wrote, so it is left out.
     */
    public static Finding.Unreadable unreadable(Arrived arrived, Exception fault) {
        Throwable cause = fault;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        StackTraceElement[] trace = cause.getStackTrace();
        String reason = "failed with " + cause.getClass().getSimpleName()
                + (trace.length == 0 ? "" : " in " + trace[0].getClassName() + "." + trace[0].getMethodName());
        return new Finding.Unreadable(arrived, reason);
    }
}
