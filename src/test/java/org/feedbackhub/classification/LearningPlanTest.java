package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class LearningPlanTest {

    private static final Duration AFTER = Duration.ofMinutes(15);
    private static final TaskInstanceId JOB = TaskInstanceId.of("learn", "all");

    private final List<Instant> moves = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-02T10:00:00Z");
    private boolean running;

    private final SchedulerClient scheduler = (SchedulerClient) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {SchedulerClient.class}, (proxy, method, arguments) -> {
                if (running) {
                    throw new TaskInstanceCurrentlyExecutingException(JOB.getTaskName(), JOB.getId());
                }
                assertThat(method.getName()).isEqualTo("reschedule");
                assertThat(arguments[0]).isEqualTo(JOB);
                moves.add((Instant) arguments[1]);
                return true;
            });

    private final LearningPlan plan = plan();

    private LearningPlan plan() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("scheduler", scheduler);
        return new LearningPlan(beans.getBeanProvider(SchedulerClient.class), JOB, AFTER, () -> now);
    }

    @Test
    void after_the_start_it_is_learned_once_what_is_new() {
        plan.look();
        plan.look();

        assertThat(moves).containsExactly(now.plus(AFTER));
    }

    @Test
    void each_decision_puts_it_off_and_the_job_is_moved_once_for_all_of_them() {
        plan.look();
        moves.clear();

        plan.lessonsChanged();
        now = now.plusSeconds(20);
        plan.lessonsChanged();
        assertThat(moves).isEmpty();
        plan.look();
        plan.look();

        assertThat(moves).containsExactly(now.plus(AFTER));
    }

    @Test
    void what_is_decided_while_it_learns_is_learned_the_next_time() {
        plan.look();
        moves.clear();
        running = true;
        plan.lessonsChanged();
        Instant decided = now;
        plan.look();
        running = false;
        now = now.plusSeconds(60);
        plan.look();

        assertThat(moves).containsExactly(decided.plus(AFTER));
    }
}
