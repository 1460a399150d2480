// SPDX-License-Identifier: MIT
#pragma once

#include "vault/keychaininspector_p.h"

#include "foundation/secret.h"

#include <QtCore/qobject.h>

#include <deque>

namespace QKeychain {
class Job;
}

namespace QtLogin {

// The one line in which the jobs of this process wait for QtKeychain, and the one object that lives
// as long as the process: QtKeychain does one job at a time itself, crashes when a running job is
// deleted, and never finishes some. A job whose caller has gone by the time that it begins is skipped; a caller
// that goes later misses the answer, which is wiped.
class KeychainJobs : public QObject
{
public:
    static KeychainJobs &line();

    // Where QtKeychain keeps things on Linux: it decides once in a process.
    enum class Backend { Undecided, SecretService, KWallet };
    Backend backend() const { return m_backend; }
    void setBackend(Backend backend) { m_backend = backend; }

    // Held by the caller as long as it wants the answer.
    using Wanted = std::weak_ptr<const void>;

    // As QtKeychain answers, not the truth yet: Absent, Locked, Refused, or Unavailable, which a value of no bytes is
    // as well. InvalidInput for an item that some platform would cut.
    [[nodiscard]] QFuture<Result<SecretPtr>> read(const KeychainItem &item, Wanted wanted);
    [[nodiscard]] QFuture<Result<SecretPtr>> write(const KeychainItem &item, SecretPtr secret, Wanted wanted);
    [[nodiscard]] QFuture<Result<SecretPtr>> remove(const KeychainItem &item, Wanted wanted);

    // A caller has waited in vain: until the running job ends after all, the others hear so
    // at once.
    void declareStuck();

private:
    struct Request
    {
        QKeychain::Job *(*make)(const Request &);
        SecretPtr (*result)(QKeychain::Job *);
        KeychainItem item;
        SecretPtr secret;
        Wanted wanted;
        Answer<SecretPtr> answer = {};
    };

    QFuture<Result<SecretPtr>> add(Request request);
    void startNext();
    void finished(QKeychain::Job *job, const Request &request);

    Backend m_backend = Backend::Undecided;
    std::deque<Request> m_waiting;
    bool m_running = false;
    bool m_stuck = false;
};

} // namespace QtLogin
