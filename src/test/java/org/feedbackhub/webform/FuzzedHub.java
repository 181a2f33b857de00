package org.feedbackhub.webform;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A hub that is sent odd requests over several connections, and what it answered. */
public final class FuzzedHub {

    private final FeedbackApi api = new FeedbackApi();
    private final int port;
    private final long seed;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<String, Taken> taken = new LinkedHashMap<>();
    private final List<String> references = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int repeated;

    public FuzzedHub(int port, long seed) {
        this.port = port;
        this.seed = seed;
    }

    /** What was answered with 202. @param reference or an empty text @param what told of the request on failure */
    public record Taken(String reference, byte[] body, String what) {}

    /** Sends so many, and looks at each answer. */
    public void send(int requests, int connections) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int connection = i;
                int share = requests / connections + (i < requests % connections ? 1 : 0);
                all.add(threads.submit(() -> {
                    connection(connection, share);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void connection(int connection, int requests) throws IOException {
        OddPostings postings = new OddPostings(api, FormPoster.SECRET, seed + connection);
        try (HttpLine line = new HttpLine(port)) {
            for (int number = 0; number < requests; number++) {
                OddPostings.Odd odd = postings.next();
                String what =
                        "seed " + seed + " connection " + connection + " request " + number + " (" + odd.what() + ")";
                HttpLine.Answer answer = ask(line, odd);
                look(odd, answer, what);
                if (answer != null && answer.status() == 202 && number % 7 == 0) {
                    repeat(line, odd, answer, what);
                }
            }
        }
    }

    /** The answer, or null where the hub may hang up: on who hangs up first. */
    private HttpLine.Answer ask(HttpLine line, OddPostings.Odd odd) throws IOException {
        try {
            return line.send(odd.bytes(), odd.method().equals("HEAD"), odd.endsEarly());
        } catch (EOFException | SocketException e) {
            line.renew();
            if (odd.endsEarly()) {
                return null;
            }
            // it may have closed an idle connection just before
            return line.send(odd.bytes(), odd.method().equals("HEAD"), false);
        }
    }

    private void repeat(HttpLine line, OddPostings.Odd odd, HttpLine.Answer first, String what) throws IOException {
        HttpLine.Answer again = ask(line, odd);
        look(odd, again, what + " again");
        synchronized (this) {
            repeated++;
            if (!again.body().equals(first.body())) {
                faults.add(
                        what + " was answered " + first.body() + " and again " + again.status() + " " + again.body());
            }
        }
    }

    private synchronized void look(OddPostings.Odd odd, HttpLine.Answer answer, String what) throws IOException {
        if (answer == null) {
            answers.merge("none, the request broke off", 1, Integer::sum);
            return;
        }
        String body = answer.body();
        int status = answer.status();
        answers.merge(
                status
                        + (body.contains("/contracts/problems#")
                                ? " " + body.replaceAll("(?s).*?/problems#([a-z-]+).*", "$1")
                                : ""),
                1,
                Integer::sum);
        // the web server answers TRACE by itself
        if (odd.method().equals("OPTIONS") && status == 200
                || List.of("HEAD", "TRACE").contains(odd.method()) && status < 500
                || odd.addressIsNone() && status == 400) {
            return;
        }
        List<String> wrong = api.faults(status, answer.mediaType(), body);
        if (!wrong.isEmpty() || status >= 500) {
            faults.add(what + " was answered " + status + " " + answer.mediaType() + " " + body + " " + wrong);
        } else if (status == 202) {
            String reference =
                    new ObjectMapper().readTree(body).path("reference").asText("");
            references.add(reference);
            if (odd.endsEarly()) {
                faults.add(what + " was taken though it broke off");
            }
            if (odd.key() != null) {
                taken.put(odd.key(), new Taken(reference, odd.body(), what));
            }
        }
    }

    /** How often each answer came. */
    public Map<String, Integer> answers() {
        return answers;
    }

    /** What was taken, by its key. */
    public Map<String, Taken> taken() {
        return taken;
    }

    /** All references that were told, those of repetitions as well; empty texts for none. */
    public List<String> references() {
        return references;
    }

    /** What must not be, each with what was asked. */
    public List<String> faults() {
        return faults;
    }

    /** How many postings were posted once more. */
    public int repeated() {
        return repeated;
    }
}
