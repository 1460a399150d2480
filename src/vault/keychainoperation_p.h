// SPDX-License-Identifier: MIT
#pragma once

#include "vault/keychainjobs_p.h"
#include "vault/secretfiles_p.h"

#include "foundation/deadline_p.h"
#include "foundation/worker.h"

#include <functional>
#include <optional>

namespace QtLogin {

// Whether the person may still be asked to unlock: once in the life of a store.
struct UnlockQuestion
{
    bool asked = false;
    bool refused = false;
};

// The tools of an operation. All of them outlive it.
struct KeychainTools
{
    KeychainInspector &inspector;
    UnlockQuestion &question;
    std::shared_ptr<const SecretFiles> files;
    Worker &worker;
    Clock &clock;
};

// One question to the keychain, from the moment it has been put until it is answered. Answers
// exactly once, through the function that it was given, unless it is destroyed first.
class KeychainOperation : public QObject
{
public:
    using Answered = std::function<void(const Result<SecretPtr> &)>;

    KeychainOperation(const KeychainTools &tools, KeychainItem item) : m_tools(tools), m_item(std::move(item)) { }

    void onAnswered(Answered answered) { m_answered = std::move(answered); }
    // When its turn has come.
    virtual void run() = 0;
    // Its time is over, whether its turn has come or not.
    void giveUp();

protected:
    using Found = KeychainInspector::Found;

    // Carries on with what \a future brings, unless the time was over before.
    template<typename T, typename Then>
    void after(const QFuture<Result<T>> &future, Then then);
    // Carries on with what is found; where nothing could be learned, that is the answer.
    template<typename Then>
    void lookFor(Then then);
    // Carries on with what QtKeychain says.
    template<typename Then>
    void afterJob(const QFuture<Result<SecretPtr>> &job, Then then);

    // Carries on with what \a task, done beside, says of the files; TimedOut where the disk does not answer.
    template<typename Task, typename Then>
    void afterFiles(Task task, Then then);

    QFuture<Result<SecretPtr>> readJob() { return KeychainJobs::line().read(m_item, m_wanted); }
    // Asks the person, and then begins again; or says why not.
    void ask(QFuture<Result<void>> (KeychainInspector::*question)(const KeychainItem &));
    void answer(const Result<SecretPtr> &result);
    // Answers, after removing the files of this item that the keychain does not lead to any more. It is not told what
    // cannot be removed: without its key it says nothing, and the next write or removal tries again.
    void conclude(const Result<SecretPtr> &result);

    const KeychainTools m_tools;
    const KeychainItem m_item;
    std::shared_ptr<const void> m_wanted = std::make_shared<char>();
    std::shared_ptr<HeldFile> m_ownFile;

private:
    void findUsed(const SecretFiles::Claims &claims);
    void readUsed(const SecretFiles::Claims &claims, bool absenceIsCertain);
    void removeAllBut(const QByteArray &used, const SecretFiles::Claims &claims);

    std::optional<Result<SecretPtr>> m_outcome; // known, and not answered yet
    Answered m_answered;
    bool m_inLine = false;
};

template<typename T, typename Then>
void KeychainOperation::after(const QFuture<Result<T>> &future, Then then)
{
    whenDone(future, this, [this, then](const Result<T> &result) {
        if (m_wanted)
            then(result);
    });
}

template<typename Task, typename Then>
void KeychainOperation::afterFiles(Task task, Then then)
{
    constexpr std::chrono::seconds longest(10); // longer than a disk takes that still answers
    after(withDeadline(m_tools.worker.run(std::move(task)), m_tools.clock, longest, this), then);
}

class ProbeOperation final : public KeychainOperation
{
public:
    using KeychainOperation::KeychainOperation;
    void run() override;
};

class ReadOperation final : public KeychainOperation
{
public:
    using KeychainOperation::KeychainOperation;
    void run() override;

private:
    void fetch();
    void explain(const Error &said);
    void open(const SecretPtr &item);
    void openFile(const SecretReference &reference);

    QByteArray m_missing; // the name of the file that was not there
};

class WriteOperation final : public KeychainOperation
{
public:
    WriteOperation(const KeychainTools &tools, KeychainItem item, SecretPtr secret)
        : KeychainOperation(tools, std::move(item)), m_secret(std::move(secret))
    {
    }
    void run() override;

private:
    void findRoom();
    void store();
    void storeFile();
    void storeItem(const SecretPtr &bytes);
    void fail(const Error &error);
    void readBack();
    void look();

    const SecretPtr m_secret;
    SecretPtr m_bytes; // what the item holds
};

class RemoveOperation final : public KeychainOperation
{
public:
    using KeychainOperation::KeychainOperation;
    void run() override;

private:
    void erase();
    void prove();
    void readBack();
};

} // namespace QtLogin
