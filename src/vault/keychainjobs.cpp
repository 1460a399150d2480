// SPDX-License-Identifier: MIT
#include "vault/keychainjobs_p.h"
#include "vault/keychainerror_p.h"
#include "vault/storelimits_p.h"

#include <qt6keychain/keychain.h>

namespace QtLogin {

// The border: QtKeychain's words end here.
static Error errorOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::EntryNotFound:
        return Error::Kind::Absent;
    case QKeychain::AccessDenied:
        return Error::Kind::Locked;
    case QKeychain::AccessDeniedByUser:
        return KeychainError::turnedAway();
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return KeychainError::noKeychain();
    case QKeychain::NoError:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return Error::Kind::Unavailable;
}

KeychainJobs &KeychainJobs::line()
{
    static auto *const line = new KeychainJobs; // never destroyed: a job may still be running
    return *line;
}

QFuture<Result<SecretPtr>> KeychainJobs::read(const KeychainItem &item, Wanted wanted)
{
    return add({.make = [](const Request &request) -> QKeychain::Job * {
                    return new QKeychain::ReadPasswordJob(request.item.service);
                },
                .result = [](QKeychain::Job *job) {
                    return Secret::fromBytes(static_cast<QKeychain::ReadPasswordJob *>(job)->binaryData()).share();
                },
                .item = item,
                .secret = {},
                .wanted = std::move(wanted)});
}

QFuture<Result<SecretPtr>> KeychainJobs::write(const KeychainItem &item, SecretPtr secret, Wanted wanted)
{
    if (secret->size() > longestItem)
        return readyFuture<Result<SecretPtr>>(Error::Kind::InvalidInput);
    return add({.make = [](const Request &request) -> QKeychain::Job * {
                    auto *job = new QKeychain::WritePasswordJob(request.item.service);
                    // Always binary: text is cut at the first NUL, and text that was once written
                    // hides every later binary value.
                    QByteArray bytes = request.secret->reveal().toByteArray();
                    job->setBinaryData(bytes);
                    connect(job, &QObject::destroyed, [bytes]() mutable { wipe(bytes); });
                    return job;
                },
                .result = [](QKeychain::Job *) { return SecretPtr(); },
                .item = item,
                .secret = std::move(secret),
                .wanted = std::move(wanted)});
}

QFuture<Result<SecretPtr>> KeychainJobs::remove(const KeychainItem &item, Wanted wanted)
{
    return add({.make = [](const Request &request) -> QKeychain::Job * {
                    return new QKeychain::DeletePasswordJob(request.item.service);
                },
                .result = [](QKeychain::Job *) { return SecretPtr(); },
                .item = item,
                .secret = {},
                .wanted = std::move(wanted)});
}

void KeychainJobs::declareStuck()
{
    m_stuck = m_running;
    if (!m_stuck)
        return;
    const auto waiting = std::exchange(m_waiting, {});
    for (const Request &request : waiting)
        request.answer.finish(KeychainError::stillBusy());
}

QFuture<Result<SecretPtr>> KeychainJobs::add(Request request)
{
    if (m_stuck)
        return readyFuture<Result<SecretPtr>>(KeychainError::stillBusy());
    const auto future = request.answer.future();
    m_waiting.push_back(std::move(request));
    startNext();
    return future;
}

void KeychainJobs::startNext()
{
    while (!m_running && !m_waiting.empty()) {
        const Request request = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (request.wanted.expired())
            continue;
        m_running = true;
        QKeychain::Job *job = request.make(request); // deletes itself, and only when it has finished
        job->setKey(request.item.key);
        connect(job, &QKeychain::Job::finished, this, [this, request](QKeychain::Job *done) { finished(done, request); });
        job->start();
    }
}

void KeychainJobs::finished(QKeychain::Job *job, const Request &request)
{
    m_running = false;
    m_stuck = false;
    const auto error = job->error();
    const SecretPtr secret = error == QKeychain::NoError ? request.result(job) : SecretPtr();
    startNext(); // first, for the continuation of the answer may do anything
    if (error != QKeychain::NoError)
        request.answer.finish(errorOf(error));
    else if (secret && secret->isEmpty())
        request.answer.finish(Error::Kind::Unavailable); // no empty value is ever stored: its reading has failed
    else
        request.answer.finish(secret);
}

} // namespace QtLogin
