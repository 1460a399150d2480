// SPDX-License-Identifier: MIT
#pragma once

#include "vault/keychainjobs_p.h"

#include <functional>

namespace QtLogin {

// Whether the person may still be asked to unlock: once in the life of a store.
struct UnlockQuestion
{
    bool asked = false;
    bool refused = false;
};

// One question to the keychain, from the moment it has been put until it is answered. Answers
// exactly once, through the function that it was given, unless it is destroyed first.
class KeychainOperation : public QObject
{
public:
    using Answered = std::function<void(const Result<SecretPtr> &)>;

    KeychainOperation(KeychainInspector &inspector, UnlockQuestion &question, KeychainItem item)
        : m_inspector(inspector), m_question(question), m_item(std::move(item))
    {
    }

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

    QFuture<Result<SecretPtr>> readJob() { return KeychainJobs::line().read(m_item, m_wanted); }
    // Asks the person, and then begins again; or says why not.
    void ask(QFuture<Result<void>> (KeychainInspector::*question)(const KeychainItem &));
    void answer(const Result<SecretPtr> &result);

    KeychainInspector &m_inspector;
    UnlockQuestion &m_question;
    const KeychainItem m_item;
    std::shared_ptr<const void> m_wanted = std::make_shared<char>();

private:
    Answered m_answered;
    bool m_inLine = false;
};

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
};

class WriteOperation final : public KeychainOperation
{
public:
    WriteOperation(KeychainInspector &inspector, UnlockQuestion &question, KeychainItem item, SecretPtr secret)
        : KeychainOperation(inspector, question, std::move(item)), m_secret(std::move(secret))
    {
    }
    void run() override;

private:
    void findRoom();
    void store();
    void readBack();
    void look();

    SecretPtr m_secret;
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
