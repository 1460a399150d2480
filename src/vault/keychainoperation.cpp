// SPDX-License-Identifier: MIT
#include "vault/keychainoperation_p.h"
#include "vault/keychainerror_p.h"

namespace QtLogin {

template<typename T, typename Then>
void KeychainOperation::after(const QFuture<Result<T>> &future, Then then)
{
    whenDone(future, this, [this, then](const Result<T> &result) {
        if (m_wanted)
            then(result);
    });
}

template<typename Then>
void KeychainOperation::lookFor(Then then)
{
    after(m_inspector.lookFor(m_item), [this, then](const Result<Found> &found) {
        if (!found)
            return answer(found.error());
        then(*found);
    });
}

template<typename Then>
void KeychainOperation::afterJob(const QFuture<Result<SecretPtr>> &job, Then then)
{
    m_inLine = true;
    after(job, [this, then](const Result<SecretPtr> &result) {
        m_inLine = false;
        then(result);
    });
}

void KeychainOperation::giveUp()
{
    if (m_inLine)
        KeychainJobs::line().declareStuck();
    answer(KeychainError::noAnswer());
}

void KeychainOperation::ask(QFuture<Result<void>> (KeychainInspector::*question)(const KeychainItem &))
{
    if (m_question.refused)
        return answer(KeychainError::turnedAway());
    if (m_question.asked)
        return answer(Error::Kind::Locked);
    m_question.asked = true;
    after((m_inspector.*question)(m_item), [this](const Result<void> &unlocked) {
        m_question.refused = unlocked.failedWith(Error::Kind::Refused);
        m_question.asked = !unlocked.failedWith(Error::Kind::Unavailable); // then nobody was asked
        if (!unlocked)
            return answer(unlocked.error());
        run();
    });
}

void KeychainOperation::answer(const Result<SecretPtr> &result)
{
    m_wanted.reset();
    if (const auto answered = std::exchange(m_answered, {}))
        answered(result);
}

void ProbeOperation::run()
{
    after(m_inspector.probe(), [this](const Result<Found> &found) {
        if (!found)
            return answer(found.error());
        if (*found != Found::Locked)
            return answer(SecretPtr());
        answer(m_question.refused ? KeychainError::turnedAway() : Error(Error::Kind::Locked));
    });
}

void ReadOperation::run()
{
    lookFor([this](Found found) {
        if (found == Found::Absent)
            return answer(Error::Kind::Absent);
        if (found == Found::Locked)
            return ask(&KeychainInspector::unlock);
        fetch();
    });
}

void ReadOperation::fetch()
{
    afterJob(readJob(), [this](const Result<SecretPtr> &read) {
        if (read)
            return answer(read);
        explain(read.error());
    });
}

// QtKeychain had no value for an item that was there and unlocked a moment ago. It says Absent for
// a keychain that has been locked meanwhile, and gives no bytes when the daemon has died.
void ReadOperation::explain(const Error &said)
{
    lookFor([this, said](Found found) {
        if (found == Found::CannotTell)
            return answer(said);
        if (found == Found::Absent)
            return answer(Error::Kind::Absent);
        if (found == Found::Locked)
            return answer(Error::Kind::Locked);
        answer(said.kind() == Error::Kind::Absent ? Error(Error::Kind::Damaged) : said);
    });
}

void WriteOperation::run()
{
    lookFor([this](Found found) {
        if (found == Found::Locked)
            return ask(&KeychainInspector::unlock);
        findRoom();
    });
}

void WriteOperation::findRoom()
{
    after(m_inspector.lookForRoom(m_item), [this](const Result<Found> &found) {
        if (!found)
            return answer(found.error());
        if (*found == Found::Locked)
            return ask(&KeychainInspector::makeRoom);
        store();
    });
}

void WriteOperation::store()
{
    afterJob(KeychainJobs::line().write(m_item, m_secret, m_wanted), [this](const Result<SecretPtr> &written) {
        if (!written)
            return answer(written.error());
        readBack();
    });
}

void WriteOperation::readBack()
{
    afterJob(readJob(), [this](const Result<SecretPtr> &read) {
        if (!read || !(*read)->equals(*m_secret))
            return answer(KeychainError::notKept());
        look();
    });
}

// The item must also be where the next read looks first, or that read would call it absent.
void WriteOperation::look()
{
    lookFor([this](Found found) {
        if (found == Found::Absent)
            return answer(KeychainError::notKept());
        answer(SecretPtr());
    });
}

void RemoveOperation::run()
{
    lookFor([this](Found found) {
        if (found == Found::Absent)
            return answer(SecretPtr());
        if (found == Found::Locked)
            return answer(Error::Kind::Locked); // forgetting never asks the person
        erase();
    });
}

void RemoveOperation::erase()
{
    afterJob(KeychainJobs::line().remove(m_item, m_wanted), [this](const Result<SecretPtr> &erased) {
        if (!erased && !erased.failedWith(Error::Kind::Absent))
            return answer(erased.error());
        prove();
    });
}

void RemoveOperation::prove()
{
    lookFor([this](Found found) {
        if (found == Found::Absent)
            return answer(SecretPtr());
        if (found == Found::Locked)
            return answer(Error::Kind::Locked);
        if (found == Found::Unlocked)
            return answer(KeychainError::notForgotten());
        readBack();
    });
}

void RemoveOperation::readBack()
{
    afterJob(readJob(), [this](const Result<SecretPtr> &read) {
        if (read.failedWith(Error::Kind::Absent))
            return answer(SecretPtr());
        if (read || read.failedWith(Error::Kind::Damaged))
            return answer(KeychainError::notForgotten());
        answer(read.error());
    });
}

} // namespace QtLogin
