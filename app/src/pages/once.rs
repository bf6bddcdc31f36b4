//! A load that is begun once. Pages are drawn in two passes: the first only looks at what they wait for, and drops it half done; without
//! this the second would ask for everything again, and the journal would tell of two readings.

use std::{
    future::poll_fn,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::Poll,
};

type Begun<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What a page loads, across the passes that draw it.
pub struct Once<T>(Arc<Mutex<Option<Begun<T>>>>);

impl<T> Clone for Once<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Once<T> {
    /// Goes on with what was begun, or begins; a pass that comes after the end begins again.
    pub async fn load<L>(&self, begin: impl Fn() -> L) -> T
    where
        L: Future<Output = T> + Send + 'static,
    {
        poll_fn(|cx| {
            let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let begun = slot.get_or_insert_with(|| Box::pin(begin()));
            let polled = begun.as_mut().poll(cx);
            if matches!(polled, Poll::Ready(_)) {
                *slot = None;
            }
            polled
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn what_a_dropped_pass_began_is_gone_on_with() {
        static BEGUN: AtomicU32 = AtomicU32::new(0);
        let begin = || async {
            BEGUN.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            7
        };
        let once = Once::default();
        // The first pass is dropped while it waits.
        tokio::select! {
            biased;
            _ = once.load(begin) => panic!("it waits"),
            () = std::future::ready(()) => {}
        }
        assert_eq!(once.clone().load(begin).await, 7);
        assert_eq!(BEGUN.load(Ordering::Relaxed), 1);
        // After the end, it begins again.
        assert_eq!(once.load(begin).await, 7);
        assert_eq!(BEGUN.load(Ordering::Relaxed), 2);
    }
}
