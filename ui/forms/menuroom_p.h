// SPDX-License-Identifier: MIT
#pragma once

class QMenu;

namespace QtLogin {

//! Makes \a menu wide enough for the words that are in it now. Fusion reckons with less than it
//! draws beside them where letters are large, and cuts the longest.
void giveRoom(QMenu *menu);

} // namespace QtLogin
